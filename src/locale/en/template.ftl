# Import templates: sheet names, notes, samples, the guide. A column's note is template-FIELD, its sample .sample.
template-sheet-guide = Instructions
template-sheet-options = Options
template-sample = e.g. { $value }
template-required = required
template-guide-column = Column heading
template-guide-required = Demand
template-guide-text = What goes in
template-guide-sheet = The sheet “{ $sheet }”
template-guide-general =
    Red columns are required. Row 2 is a sample; it is passed over and may be deleted.
    Columns you do not need may stay empty or go; columns of your own are carried along. Please leave the headers as they are.
    When done, run orgferry check FILE: it names the cell of every problem.

template-department-code = The code of the department, each only once; it is kept as text with its leading zeros
    .sample = D02
template-department-name = The name of the department itself, without those above it; unique below one parent
    .sample = Research
template-department-parent-code = The code of the department above; empty at the top
    .sample = D01
template-department-order = The place among its siblings, smaller first; may stay empty
    .sample = 10
template-department-type = company or department; may stay empty
template-department-tel = The telephone of the department
    .sample = 010-12345678
template-department-number = The serial number of the department in its organisation; only atwork uses it
template-department-name-en = The English name of the department
    .sample = Research
template-department-leaders = The userids of those who lead the department, separated by semicolons
    .sample = zhangsan

template-member-userid = The name to sign in by, each only once; Work Weixin and SeaTable need it
    .sample = zhangsan
template-member-name = The name of the member
    .sample = Zhang San
template-member-employee-no = The employee number, each only once; it is kept as text with its leading zeros
    .sample = 0007
template-member-alias = The nickname or English name
    .sample = Sam
template-member-mobile = The mobile number, each only once; numbers abroad begin with + and the country code
    .sample = 13800130001
template-member-email = The mail address, each only once; aisuda knows people by it
    .sample = zhangsan@example.com
template-member-biz-email = The mail address the company gave out
template-member-title = The job title
    .sample = Engineer
template-member-gender = male or female
    .sample = male
template-member-telephone = The desk telephone or extension
    .sample = 010-12345678
template-member-address = Where the member works
template-member-manager = The userid of the direct manager
template-member-dotted-manager = The userid of the dotted-line manager
template-member-status = Whether the member is active or has left
template-member-hire-date = The day the member joined, written like 2024-03-01
    .sample = 2024-03-01
template-member-workforce-type = The kind of employment, such as full-time or intern
template-member-auth-type = How the member signs in elsewhere, such as weixin; only aisuda uses it
template-member-auth-id = The number of the member there; only aisuda uses it
template-membership-department-code = The codes of the member's departments, separated by semicolons
    .sample = D02;D03
template-membership-department = The member's department from the top down, levels separated by /; several departments by semicolons
    .sample = Xinghe/Research;Xinghe/Sales
template-membership-main-department = The chief one of several departments, written as in the column of the departments
template-membership-is-leader = Whether the member leads the department, yes or no; for several departments in the same order, separated by semicolons
    .sample = yes;no
template-membership-order = The place in the department, smaller first; for several departments in the same order, separated by semicolons
