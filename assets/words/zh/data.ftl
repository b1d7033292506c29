### Words of data

## What kept a file from being read
data-error-missing = 找不到文件 { $file }。
data-hint-missing = 请检查路径，或用“打开”按钮选择文件。
data-error-directory = { $file } 是一个文件夹。
data-hint-directory = 请选择其中的一个文件。
data-error-not-a-file = { $file } 是管道或设备，不是文件。
data-hint-not-a-file = 请先把客户数据保存为文件，再打开该文件。
data-error-unreadable = 这台电脑不允许您读取 { $file }。
data-hint-unreadable = 请向文件所有者申请读取权限，或把文件复制到您自己的文件夹。
data-error-empty = { $file } 是空文件。
data-hint-empty = 请重新导出客户数据，并确认导出程序确实有数据可写。
data-error-workbook = { $file } 是 Excel 或其他电子表格软件的工作簿。
data-hint-workbook = 请在该软件中打开，选择“另存为”CSV（逗号分隔）格式，再在这里打开那个文件。
data-error-compressed = { $file } 是压缩文件。
data-hint-compressed = 请先解压，再打开其中的 CSV 文件。
data-error-not-text = { $file } 不是文字表格：它像是图片、文档或程序。
data-hint-not-text = 请选择银行系统导出的 CSV 文件。
data-error-header-only = { $file } 只有列名，下面没有数据行。
data-hint-header-only = 第一行应为列名，其下每行一位客户。
data-error-no-readable-rows = { $records } 行中没有一行的字段数与表头一致：表头有 { $expected } 个，第一行有 { $found } 个。
data-hint-no-readable-rows = 请换一个分隔符，或检查第一行是否确实是列名。
data-error-too-many-rows = 文件超过 { $limit } 行。
data-hint-too-many-rows = 请把它拆分成几个文件。
data-error-too-many-columns = 文件有 { $found } 列，最多只能读取 { $limit } 列。
data-hint-too-many-columns = 请换一个分隔符；客户表很少超过几百列。
data-error-changed-while-reading = 读取过程中 { $file } 被修改了。
data-hint-changed-while-reading = 请等另一个程序写完后再打开。
data-error-changed = { $file } 在读取之后被修改过。
data-hint-changed = 请重新打开它，以保证每个结果都对应正确的客户。
data-error-stopped = 已停止读取。
data-error-io = 无法读取 { $file }。
data-hint-io = 如果文件在网络驱动器或 U 盘上，请检查连接，或先把文件复制到本机。

## What is odd about rows
data-issue-ragged-row = 第 { $row } 行有 { $fields } 个字段，表头有 { $expected } 个（请看第 { $column } 列）。该行未读入。
data-issue-left-out = { $records } 行中有 { $count } 行无法读取，未纳入分析。
data-hint-left-out = 导出的文件仍保留这些行，但没有标签。如果数量较多，请检查分隔符和引号。
data-issue-unclosed-quote = 第 { $row } 行的引号没有闭合，文件末尾的 { $lines } 行未读入。
data-hint-unclosed-quote = 请在该行补上或删除引号，然后重新打开文件。
data-issue-damaged-characters = 有些字符不符合 { $encoding } 编码，显示为 �。
data-hint-damaged-characters = 请换一种编码。
data-issue-zero-bytes = 有些单元格含有零字节，说明文件可能在传输中损坏。

## What is odd about columns
data-issue-unnamed-column = 第 { $number } 列没有名称，暂称 { $fresh }。
data-issue-repeated-name = 第 { $number } 列与另一列同名（{ $name }），显示为 { $fresh }。
data-issue-header-looks-like-data = 第一行看起来像客户数据，而不是列名。
data-hint-header-looks-like-data = 请在最前面加一行列名，然后重新打开文件。
data-issue-infinite = { $column }：{ $count } 个单元格为无穷大（第一个是第 { $row } 行的“{ $cell }”）。
data-hint-infinite = 这些单元格按缺失处理。
data-issue-thousands = { $column }：{ $count } 个数字带千位分隔符（第一个是第 { $row } 行的“{ $cell }”）。
data-hint-thousands = 已按完整金额读取。如果该符号其实是小数点，请换另一种小数点符号。
data-issue-missing-words = { $column }：数字之间有 { $count } 个单元格写着“NA”“null”“?”之类的词。
data-hint-missing-words = 这些单元格按缺失处理，可在读取选项中关闭。
data-issue-ambiguous-date = { $column }：日和月的先后无法确定，已按“日在前”读取。
data-hint-ambiguous-date = 如果不对，请把日期写成 2024-03-01 的形式。
data-issue-mostly-numbers = { $column }：{ $typed } 个单元格是数字或日期，但有 { $texts } 个是文字（第一个是第 { $row } 行的“{ $cell }”）。该列按文字处理。
data-hint-mostly-numbers = 请改正或清空这些单元格，检查小数点符号，然后重新打开文件。
data-issue-empty-column = { $column } 是空列。
data-issue-constant-column = { $column } 对每位客户都是“{ $value }”。
data-hint-left-out-column = 它无法区分客户，不参与分析。
data-issue-many-missing = { $column }：{ $share } 的单元格为空。
data-hint-many-missing = 空的数值用中位数填补，空的类别单独作为一组；也可以考虑不用这一列。
data-issue-repeated-identifiers = { $column }：有 { $count } 行的编号与前面的行重复。
data-hint-repeated-identifiers = 如果是交易明细，这属正常。如果是客户表，每位客户应只出现一次：否则评分可能偏高，因为副本既在训练客户中，又在留出客户中。
data-issue-earlier-run = { $column } 由 Stratum 先前的一次运行写入。
data-hint-earlier-run = 它是那次运行的答案，不是客户本身的情况，不纳入分析。
data-issue-duplicate-rows = 有 { $count } 行（{ $share }）除流水号外与另一行完全相同，同一客户似乎出现了多次。
data-hint-duplicate-rows = 评分可能偏高，因为同一客户的副本既在训练客户中，又在留出客户中。请去掉重复行后重新打开文件。

## Roles
data-role-identifier = 编号
data-role-personal = 个人信息
data-role-category = 类别
data-role-amount = 金额
data-role-frequency = 比例
data-role-count = 次数
data-role-number = 数值
data-role-date = 日期
data-role-month-series = 逐月数值
data-role-label = 标签
data-role-constant = 常量
data-role-free-text = 自由文本
data-role-earlier-run = 先前运行的结果

data-reason-empty = 空列
data-reason-earlier-run = 由 Stratum 先前的一次运行写入
data-reason-constant = 只有一个值：{ $value }
data-reason-label = { $n } 个值，列名为 { $name }
data-reason-personal-name = 列名像个人信息
data-reason-personal-email = 电子邮箱地址
data-reason-personal-phone = 电话号码
data-reason-personal-iban = 银行账号
data-reason-personal-national-id = 身份证号码
data-reason-identifier-name = { $n } 个不同的值，列名像编号
data-reason-identifier-repeated = 列名像编号，{ $n } 个不同的值
data-reason-identifier-sequence = 逐行递增的序号
data-reason-identifier-code = { $n } 个不同的代码，写法一致
data-reason-month-series = 属于 { $family }
data-reason-date = 日期
data-reason-date-name = 列名像日期
data-reason-two-values = 两个值：{ $first } 和 { $second }
data-reason-category = { $n } 个不同的值
data-reason-free-text = { $n } 段不同的文字
data-reason-frequency = 介于 0 和 1 之间
data-reason-amount = 金额
data-reason-amount-skewed = 金额，少数特别大 → 取对数
data-reason-count = 计数的整数
data-reason-count-skewed = 计数，少数特别大 → 取对数
data-reason-number = { $n } 个不同的数

## Columns that know the label too well
data-suspect-near-copy = { $column } 就是换了名字的 { $label }：{ $share } 的客户两者一致。
data-suspect-leak = 仅凭 { $column } 就几乎能完全预测 { $label }（AUC { $score }），它很可能是事后才知道的。
data-suspect-warning = 仅凭 { $column } 预测 { $label } 就好得出人意料（AUC { $score }）。它在结果发生之前就已知吗？
