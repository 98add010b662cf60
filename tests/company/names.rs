//! What invented people and departments are called.

/// Surnames, and how they are spelt in a userid.
pub(super) const SURNAMES: [(&str, &str); 24] = [
    ("王", "wang"),
    ("李", "li"),
    ("张", "zhang"),
    ("刘", "liu"),
    ("陈", "chen"),
    ("杨", "yang"),
    ("赵", "zhao"),
    ("黄", "huang"),
    ("周", "zhou"),
    ("吴", "wu"),
    ("徐", "xu"),
    ("孙", "sun"),
    ("胡", "hu"),
    ("朱", "zhu"),
    ("高", "gao"),
    ("林", "lin"),
    ("何", "he"),
    ("郭", "guo"),
    ("马", "ma"),
    ("罗", "luo"),
    ("梁", "liang"),
    ("宋", "song"),
    ("郑", "zheng"),
    ("欧阳", "ouyang"),
];

/// Given names, and how they are spelt in a userid.
pub(super) const GIVEN: [(&str, &str); 28] = [
    ("伟", "wei"),
    ("芳", "fang"),
    ("娜", "na"),
    ("敏", "min"),
    ("静", "jing"),
    ("磊", "lei"),
    ("洋", "yang"),
    ("艳", "yan"),
    ("勇", "yong"),
    ("军", "jun"),
    ("杰", "jie"),
    ("涛", "tao"),
    ("明", "ming"),
    ("超", "chao"),
    ("秀英", "xiuying"),
    ("建国", "jianguo"),
    ("雨桐", "yutong"),
    ("子涵", "zihan"),
    ("浩然", "haoran"),
    ("思远", "siyuan"),
    ("佳怡", "jiayi"),
    ("嘉欣", "jiaxin"),
    ("志强", "zhiqiang"),
    ("晓东", "xiaodong"),
    ("文博", "wenbo"),
    ("梦琪", "mengqi"),
    ("一诺", "yinuo"),
    ("宇轩", "yuxuan"),
];

/// What people without a department of their own do.
pub(super) const TITLES: [&str; 10] = [
    "工程师",
    "高级工程师",
    "产品经理",
    "测试工程师",
    "客户经理",
    "销售代表",
    "会计",
    "专员",
    "设计师",
    "实习生",
];

/// What a department below another one is about; more than there are siblings, so that siblings differ.
pub(super) const UNITS: [&str; 12] = [
    "研发中心",
    "平台部",
    "应用部",
    "测试部",
    "市场部",
    "销售部",
    "客服部",
    "运营部",
    "采购部",
    "法务部",
    "行政部",
    "质量部",
];

/// What a department's name begins with.
pub(super) const BRANCHES: [&str; 8] = ["", "华东", "华北", "华南", "西南", "东北", "第一", "第二"];
