//! Whether somebody has left, as people and exports write it.

/// Words for it, in lower case and without 已 in front. Who is about to leave or has notice (待离职, 离职中) is still there.
const LEFT: &[&str] = &[
    "离职",
    "离职人员",
    "离职员工",
    "主动离职",
    "被动离职",
    "自动离职",
    "自离",
    "辞职",
    "辞退",
    "开除",
    "解雇",
    "解聘",
    "除名",
    "裁员",
    "退休",
    "退休人员",
    "离休",
    "离退休",
    "退出",
    "退出企业",
    "退出公司",
    "终止",
    "合同终止",
    "终止合同",
    "劳动合同终止",
    "合同解除",
    "解除合同",
    "解除劳动合同",
    "调离",
    "死亡",
    "去世",
    "身故",
    "亡故",
    "注销",
    "删除",
    "離職",
    "離職人員",
    "辭職",
    "辭退",
    "解僱",
    "資遣",
    "left",
    "leaver",
    "left company",
    "left the company",
    "resigned",
    "terminated",
    "dismissed",
    "laid off",
    "retired",
    "departed",
    "separated",
    "quit",
    "former",
    "former employee",
    "ex-employee",
    "offboarded",
    "deceased",
];

/// The length of the shortest of them, in bytes.
const SHORTEST: usize = 4;

/// What may follow the word: a date, a reason.
const REMARKS: &[char] = &['(', '（', '[', '【', ':', '：', '/', ',', '，', ';', '；'];

/// Whether the status `text` says that somebody has left: 离职, 已离职, 离职（2024-03-01）, 退休, resigned …
#[must_use]
pub fn has_left(text: &str) -> bool {
    // Statuses of dumps are numbers, which need not be compared with anything.
    if text.len() < SHORTEST {
        return false;
    }
    let is_it = |text: &str| {
        let text = text.trim();
        let text = text.strip_prefix('已').unwrap_or(text);
        LEFT.iter().any(|word| text.eq_ignore_ascii_case(word))
    };
    is_it(text)
        || text
            .split_once(REMARKS)
            .is_some_and(|(word, _)| is_it(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_shorter_than_the_shortest() {
        assert_eq!(LEFT.iter().map(|word| word.len()).min(), Some(SHORTEST));
    }

    #[test]
    fn who_has_left_is_told_from_who_is_about_to() {
        for text in [
            "离职",
            "已离职",
            " 离职 ",
            "离职（2024-03-01）",
            "离职/辞退",
            "辞退",
            "退休",
            "已退休",
            "退出企业",
            "離職",
            "Resigned",
            "TERMINATED",
            "ex-employee",
            "Left: 2024-03-01",
        ] {
            assert!(has_left(text), "{text}");
        }
        for text in [
            "",
            "在职",
            "正式",
            "试用",
            "待入职",
            "待离职",
            "离职中",
            "离职办理中",
            "未离职",
            "退休返聘",
            "停薪留职",
            "在职（拟离职）",
            "禁用",
            "未激活",
            "active",
            "Inactive",
            "5",
            "已",
        ] {
            assert!(!has_left(text), "{text}");
        }
    }
}
