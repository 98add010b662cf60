# Words in exported files: sheet names, cell words, the department tree.
export-sheet-departments = Departments
export-sheet-members = Members
export-company = company
export-department = department
export-yes = yes
export-no = no
export-male = male
export-female = female
export-own-column = extra_{ $header }
export-tree-department = { $name } ({ $own } here, { $all } in all)
export-tree-leaf = { $name } ({ $own })
export-tree-total = { $departments ->
    [one] { $departments } department
   *[other] { $departments } departments
}, { $members ->
    [one] { $members } member
   *[other] { $members } members
}
export-tree-unplaced = In no department: { $members }
export-cell-too-long = failed to write the workbook: “{ $column }” of { $who } has more than the 32,767 characters a cell can hold
    .hint = Shorten it, or export as CSV or JSON
export-workbook-not-written = failed to write the workbook: { $cause }
    .hint = Check the disk space and your permissions, then try again
export-sheet-provenance = Export readme
export-provenance-source = Source
export-provenance-time = Exported at
export-provenance-departments = Departments
export-provenance-members = Members
export-provenance-memberships = Memberships
export-provenance-program = Program
