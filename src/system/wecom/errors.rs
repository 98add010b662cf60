//! What Work Weixin's error codes mean: <https://developer.work.weixin.qq.com/document/path/90313>.

/// A code and its meaning in Chinese and English.
type Meaning = (i64, &'static str, &'static str);

/// The codes a reply about contacts may carry, in order.
const MEANINGS: &[Meaning] = &[
    (
        -1,
        "系统繁忙，请稍后再试",
        "the system is busy; try again later",
    ),
    (
        6000,
        "数据版本冲突，有人同时在修改",
        "somebody else changed the data at the same time",
    ),
    (40001, "应用的 secret 不对", "the secret is wrong"),
    (40003, "成员账号（UserID）不对", "the userid is not valid"),
    (40013, "企业 ID（CorpID）不对", "the corp id is not valid"),
    (40014, "access_token 不对", "the access token is not valid"),
    (40035, "参数不合法", "a parameter is not valid"),
    (40058, "参数不合法", "a parameter is not valid"),
    (40063, "有必填参数是空的", "a required parameter is empty"),
    (
        40066,
        "部门列表不合法",
        "the list of departments is not valid",
    ),
    (40088, "没有这个异步任务", "there is no such batch job"),
    (
        40089,
        "异步任务的结果已清除，只保留最近 5 次",
        "the result of the batch job is gone; only the last five are kept",
    ),
    (
        40092,
        "导入文件里有不合法的内容",
        "the import file has illegal content",
    ),
    (41001, "缺少 access_token", "the access token is missing"),
    (41002, "缺少企业 ID（CorpID）", "the corp id is missing"),
    (41004, "缺少应用的 secret", "the secret is missing"),
    (41006, "缺少 media_id", "the media id is missing"),
    (41009, "缺少成员账号（UserID）", "the userid is missing"),
    (41019, "缺少部门列表", "the list of departments is missing"),
    (42001, "access_token 已过期", "the access token has expired"),
    (
        45009,
        "接口调用太频繁，已被限制",
        "too many calls; the rate limit was hit",
    ),
    (45024, "账号数量超过上限", "there are too many accounts"),
    (
        45026,
        "要删除的成员太多，触发了保护",
        "so many members would be deleted that the request was blocked",
    ),
    (
        45033,
        "同时进行的调用太多",
        "too many calls at the same time",
    ),
    (46004, "没有这个成员", "there is no such member"),
    (
        48002,
        "应用没有调用这个接口的权限",
        "the application may not call this interface",
    ),
    (
        50002,
        "成员不在应用的可见范围内",
        "the member is outside what the application may see",
    ),
    (
        60001,
        "部门名称为空或超过长度限制",
        "the department's name is empty or too long",
    ),
    (60003, "没有这个部门", "there is no such department"),
    (
        60004,
        "没有这个上级部门",
        "there is no such parent department",
    ),
    (
        60005,
        "部门里还有成员，不能删除",
        "the department still has members",
    ),
    (
        60006,
        "部门下还有子部门，不能删除",
        "the department still has sub-departments",
    ),
    (
        60007,
        "根部门不能删除",
        "the top department cannot be deleted",
    ),
    (
        60008,
        "部门已存在（ID 或名称重复）",
        "the department exists already (its id or its name)",
    ),
    (
        60009,
        "部门名称里有不允许的字符",
        "the department's name has characters that are not allowed",
    ),
    (
        60010,
        "部门之间互为上下级",
        "the departments would contain each other",
    ),
    (
        60011,
        "应用没有权限查看或修改通讯录里的这一部分",
        "the application may not see or change this part of the contacts",
    ),
    (
        60020,
        "调用方的 IP 不在白名单里",
        "the caller's IP address is not on the allowed list",
    ),
    (
        60102,
        "成员账号（UserID）已存在",
        "the userid exists already",
    ),
    (60103, "手机号格式不对", "the mobile number is not valid"),
    (60104, "手机号已存在", "the mobile number exists already"),
    (60105, "邮箱格式不对", "the e-mail address is not valid"),
    (60106, "邮箱已存在", "the e-mail address exists already"),
    (60107, "微信号格式不对", "the WeChat id is not valid"),
    (
        60110,
        "成员所属部门太多",
        "the member is in too many departments",
    ),
    (
        60111,
        "没有这个成员账号（UserID）",
        "there is no such userid",
    ),
    (
        60112,
        "成员姓名不合法，最多 64 个字",
        "the member's name is not valid; it may have up to 64 characters",
    ),
    (60123, "部门 ID 不合法", "the department id is not valid"),
    (
        60124,
        "上级部门 ID 不合法",
        "the parent department id is not valid",
    ),
    (
        60125,
        "部门名称不合法",
        "the department's name is not valid",
    ),
    (60127, "缺少部门", "the department is missing"),
    (
        60129,
        "手机号和邮箱不能都为空",
        "mobile number and e-mail address may not both be empty",
    ),
    (
        60132,
        "部门负责人标记的个数和部门个数不一致",
        "there are not as many leader flags as departments",
    ),
    (
        60145,
        "企业邮箱已存在",
        "the business e-mail address exists already",
    ),
    (
        81001,
        "一个部门下的子部门和成员超过 30000 个",
        "a department has more than 30,000 sub-departments and members",
    ),
    (
        81002,
        "部门超过 15 级",
        "the departments are more than 15 levels deep",
    ),
    (
        301_005,
        "不能删除企业的创建者",
        "the creator of the organisation cannot be deleted",
    ),
    (
        301_012,
        "职务不合法，最多 128 个字",
        "the position is not valid; it may have up to 128 characters",
    ),
    (301_013, "座机不合法", "the telephone number is not valid"),
    (301_014, "英文名不合法", "the English name is not valid"),
];

/// What `code` means, in Chinese and English, where we know it.
pub(super) fn meaning(code: i64) -> Option<(&'static str, &'static str)> {
    let index = MEANINGS.binary_search_by_key(&code, |(code, ..)| *code);
    let (_, chinese, english) = MEANINGS[index.ok()?];
    Some((chinese, english))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stand_in_order_so_that_each_is_found() {
        assert!(MEANINGS.is_sorted_by(|a, b| a.0 < b.0));
        for (code, chinese, english) in MEANINGS {
            assert_eq!(meaning(*code), Some((*chinese, *english)));
        }
        assert_eq!(meaning(0), None);
    }
}
