# F001–F004：文件读不了、格式不支持、有密码、超出上限。

F001 = { $case ->
    [missing] 找不到这个文件或文件夹
    [locked] 文件正被其他程序占用（通常是 Excel 或 WPS 还开着它）
    [denied] 没有读取这个文件的权限
    [empty] 文件是空的，一个字节也没有
    [empty-folder] 文件夹里没有可以读取的文件
    [standard-input-twice] 标准输入（-）只能写一次
    [damaged] 文件已损坏或不完整，读不了（技术细节：{ $reason }）
    [sheet] 这张工作表读不下去了，其后的内容没有读到（技术细节：{ $reason }）
    [cell] 这里之后的一个单元格读不了，已跳过（技术细节：{ $reason }）
    [this-cell] 这个单元格读不了，已跳过（技术细节：{ $reason }）
    [order] 单元格在文件里的排列顺序不对，从这里起顺序不对的单元格没有读到
    [same-name] 前面已有同名的工作表，这一张没有读到
   *[unreadable] 文件读不了：{ $reason }
  }
    .title = 文件读不了
    .help = { $case ->
        [missing] 核对路径和文件名（包括扩展名）；路径里有空格时要加引号。
        [locked] 在 Excel 或 WPS 里关闭这个文件，再运行一次。
        [denied] 检查文件权限，或把文件复制到自己的文件夹里再读。
        [empty] 重新导出或重新下载这个文件。
        [empty-folder] 可以读取的有 .xlsx、.xlsm、.xlsb、.xls、.ods、.csv、.tsv、.json、.ndjson 文件。
        [standard-input-twice] 把第二份数据存成文件，再写文件名。
        [same-name] 给工作表改成各不相同的名称。
       *[other] 用 Excel 或 WPS 打开，另存为 .xlsx 后再试；打不开就请对方重新发送。
      }
    .explain =
        文件打不开，或者打开后内容前后矛盾，无法可靠地读出来。
        常见原因有：路径写错；文件还在 Excel 里开着；下载或拷贝中断，文件只有一半；文件由其他软件生成，内部结构不符合规范。
        一张工作表或一个单元格读不了时，其余的照常读取，但缺了数据，结果不能直接使用。
        解决办法：先确认文件在、没有被占用；再用 Excel 或 WPS 打开它并另存为新的 .xlsx，这样多半能修复结构问题。
        例如“花名册.xlsx”只下载了一半，就会提示文件已损坏或不完整，重新下载即可。

F002 = { $kind ->
    [html] 这其实是一个网页（HTML）文件，不是工作簿
    [mhtml] 这其实是一个网页存档（MHTML）文件，不是工作簿
    [spreadsheet-xml] 这是“XML 电子表格 2003”格式，不支持
    [xml] 这是一个 XML 文件，不支持
    [flat-ods] 这是单文件 XML 形式的 OpenDocument 表格（.fods），不支持
    [numbers] 这是苹果 Numbers 表格，不支持
    [bare-xls] 这是老式或非标准的 Excel 文件（没有外层容器），不支持
    [document] 这是文字或演示文档，不是表格
    [rtf] 这是 RTF 文档，不是表格
    [pdf] 这是 PDF 文件，不是表格
    [image] 这是一张图片，不是表格
    [archive] 这是一个压缩包，不是表格
    [database] 这是一个数据库文件，不支持
   *[binary] 认不出这是什么文件
  }
    .title = 文件格式不支持
    .help = { $kind ->
        [html] 用 Excel 或 WPS 打开它，另存为“Excel 工作簿 (.xlsx)”。
        [mhtml] 用 Excel 或 WPS 打开它，另存为“Excel 工作簿 (.xlsx)”。
        [spreadsheet-xml] 用 Excel 或 WPS 打开它，另存为“Excel 工作簿 (.xlsx)”。
        [flat-ods] 用 LibreOffice 打开它，另存为 .ods 或 .xlsx。
        [numbers] 在 Numbers 里选择“文件 → 导出为 → Excel”。
        [bare-xls] 用 Excel 或 WPS 打开它，另存为“Excel 工作簿 (.xlsx)”。
        [archive] 先解压，再读取里面的表格。
        [pdf] 向对方索取原始的 Excel 或 CSV 文件。
        [image] 向对方索取原始的 Excel 或 CSV 文件。
       *[other] 提供 .xlsx、.xls、.ods、.csv 或 .json 文件。
      }
    .explain =
        文件是什么格式由内容决定，不看扩展名，所以把网页改名为 .xls 也会被认出来。
        不少业务系统的“导出 Excel”其实输出网页，Excel 打开时会提示“文件格式和扩展名不匹配”，这样的文件在这里读不了。
        能读取的格式有：Excel 工作簿（.xlsx、.xlsm、.xlsb、.xls）、OpenDocument 表格（.ods）、CSV/TSV 文本和 JSON。
        解决办法：用能打开它的软件另存为 .xlsx，再读取新文件。
        例如考勤系统导出的“员工.xls”其实是网页，用 Excel 打开后另存为“员工.xlsx”即可。

F003 = 工作簿设有打开密码，内容是加密的
    .title = 工作簿已加密
    .help = 在 Excel 或 WPS 里输入密码打开，去掉打开密码后另存一份。
    .explain =
        设了打开密码的工作簿，全部内容都是加密的，没有密码无法读取；本程序也不接收密码，以免它留在命令记录里。
        只有“打开密码”会这样；“工作表保护”“工作簿保护”不影响读取。
        解决办法：在 Excel 里依次点“文件 → 信息 → 保护工作簿 → 用密码进行加密”，清空密码后另存为新文件；用完请妥善删除这份没有密码的文件。
        例如人事发来的“花名册.xlsx”打开时要求输入密码，就会得到这条提示。

F004 = { $case ->
    [file-size] 文件大于上限 { $limit }
    [parts] 工作簿内部的文件多于上限 { $limit } 个
    [part-size] 工作簿里有一部分展开后大于上限 { $limit }
    [expanded-size] 内容全部展开后大于上限 { $limit }
    [ratio] 工作簿里有一部分的压缩比超过 { $limit } 倍，像是恶意文件
    [strings] 工作簿声称的文本条数不可能有这么多（最多 { $limit } 条），像是恶意文件
    [spread] 单元格分布得太散，铺开后超过 { $limit } 个
    [sheets] 工作表多于上限 { $limit } 张
    [rows] 行数超过上限 { $limit }，其后的行没有读到
    [columns] 列数超过上限 { $limit }，其后的列没有读到
    [cells] 单元格多于上限 { $limit } 个，其后的没有读到
    [text] 这里的内容长于上限 { $limit }，没有读取
    [row-text] 这一行的内容长于上限 { $limit }，其后的没有读到
    [nesting] JSON 嵌套超过上限 { $limit } 层
    [time] 读这个文件超过 { $limit } 没有进展
    [memory] 读这个文件要用的内存超过 { $limit }
   *[other] 超出上限 { $limit }
  }
    .title = 超出上限
    .help = { $case ->
        [sheets] 把工作表分到几个文件里。
        [text] 看看这里是否误贴了整篇内容；确实需要时，在配置的 [limits] 里调大 text。
        [spread] 删掉远离数据区的零星单元格，或另存为 .xlsx。
        [ratio] 确认文件来源可靠，用 Excel 或 WPS 打开后另存为新文件。
        [strings] 确认文件来源可靠，用 Excel 或 WPS 打开后另存为新文件。
        [time] 用 Excel 或 WPS 打开后另存为 .xlsx 再读；来源不明的文件不要打开。
        [memory] 用 Excel 或 WPS 打开后另存为 .xlsx 再读；来源不明的文件不要打开。
       *[other] 拆成几个文件，或在配置的 [limits] 里调大上限。
      }
    .explain =
        为了不让一个文件耗尽内存，读取设有上限：文件大小、展开后的大小、行数、列数、单元格数和单个内容的长度。默认值容得下一张写满的 Excel 工作表和一千万行的 CSV。
        正常的通讯录很少碰到上限。碰到时多半是格式刷到了最后一行一列、某个单元格里误贴了整篇文档，或者文件是恶意构造的，几 KB 展开后有几 GB。
        解决办法：删掉多余的行列，另存一份；确实需要更大时，把数据拆成几个文件，或在 orgferry.toml 的 [limits] 里调大对应的值。
        例如在 XFD1048576 单元格误输入了一个空格，老式 .xls 铺开后就可能超过上限。
