### 数据的文字

## 文件无法读取的原因
data-error-missing = 找不到文件 { $file }。
data-hint-missing = 请检查文件的路径和名称。
data-error-directory = { $file } 是一个文件夹。
data-hint-directory = 请选择其中的一个文件。
data-error-not-a-file = { $file } 是管道或设备，不是文件。
data-hint-not-a-file = 请先把客户数据保存为文件，再打开该文件。
data-error-unreadable = 这台电脑不允许您读取 { $file }。
data-hint-unreadable = 请向文件所有者申请读取权限，或把文件复制到您自己的文件夹。
data-error-empty = { $file } 是空文件。
data-hint-empty = 请重新导出客户数据，并确认导出程序确实有数据可写。
data-error-workbook = { $file } 是 Excel 或其他电子表格软件的工作簿。
data-hint-workbook = 请在该软件中打开，选择“另存为”CSV（逗号分隔）格式，再使用那个文件。
data-error-compressed = { $file } 是压缩文件。
data-hint-compressed = 请先解压，再打开其中的 CSV 文件。
data-error-not-text = { $file } 不是文字表格：它像是图片、文档或程序。
data-hint-not-text = 请选择银行系统导出的 CSV 文件。
data-error-header-only = { $file } 只有列名，下面没有数据行。
data-hint-header-only = 第一行应为列名，其下每行一位客户。
data-error-no-readable-rows = { $records } 行中没有一行的字段数与表头一致：表头有 { $expected } 个，第一行有 { $found } 个。
data-hint-no-readable-rows = 请检查第一行是否确实是列名，以及全文是否使用同一种分隔符。在窗口中可以选择其他分隔符。
data-error-too-many-rows = 文件超过 { $limit } 行。
data-hint-too-many-rows = 请把它拆分成几个文件。
data-error-too-many-columns = 文件有 { $found } 列，最多只能读取 { $limit } 列。
data-hint-too-many-columns = 客户表很少超过几百列：请检查分隔符。在窗口中可以选择其他分隔符。
data-error-changed-while-reading = 读取过程中 { $file } 被修改了。
data-hint-changed-while-reading = 请等另一个程序写完后再打开。
data-error-changed = { $file } 在读取之后被修改过。
data-hint-changed = 请用现在的文件重新开始，以保证每个结果都对应正确的客户。
data-error-stopped = 已停止读取。
data-error-io = 无法读取 { $file }。
data-hint-io = 如果文件在网络驱动器或 U 盘上，请检查连接，或先把文件复制到本机。

## 行的异常
data-issue-ragged-row = 第 { $row } 行有 { $fields } 个字段，表头有 { $expected } 个（请看第 { $column } 列）。该行未读入。
data-issue-left-out = { $records } 行中有 { $count } 行无法读取，未纳入分析。
data-hint-left-out = 导出的文件仍保留这些行，但没有标签。如果数量较多，请检查分隔符和引号。
data-issue-unclosed-quote = 第 { $row } 行的引号没有闭合，文件末尾的 { $lines } 行未读入。
data-hint-unclosed-quote = 请在该行补上或删除引号，然后重新打开文件。
data-issue-damaged-characters = 有些字符不符合 { $encoding } 编码，显示为 �。
data-issue-other-encoding = 文本的编码似乎是 { $guessed }，此处无法读取，已按 { $encoding } 读取，因此文字可能有误。
data-hint-damaged-characters = 请把文件另存为 UTF-8，或在窗口中选择它的编码。
data-issue-separator-line = 第一行只是告诉电子表格软件分隔符为 { $separator }；它不是数据行，也不会写入导出的文件。
data-issue-zero-bytes = 有些单元格含有零字节，说明文件可能在传输中损坏。

## 列的异常
data-issue-unnamed-column = 第 { $number } 列没有名称，暂称 { $fresh }。
data-issue-repeated-name = 第 { $number } 列与另一列同名（{ $name }），显示为 { $fresh }。
data-issue-header-looks-like-data = 第一行看起来像客户数据，而不是列名。
data-hint-header-looks-like-data = 请在最前面加一行列名，然后重新打开文件。
data-issue-infinite = { $column }：{ $count } 个单元格为无穷大（第一个是第 { $row } 行的“{ $cell }”）。
data-hint-infinite = 这些单元格按缺失处理。
data-issue-thousands = { $column }：{ $count } 个数字带千位分隔符（第一个是第 { $row } 行的“{ $cell }”）。
data-hint-thousands = 已按完整金额读取。如果该符号其实是小数点，请改用另一种小数点符号书写，或在窗口中选择。
data-issue-missing-words = { $column }：数字之间有 { $count } 个单元格写着“NA”“null”“?”之类的词。
data-hint-missing-words = 这些单元格按缺失处理，可在窗口的读取选项中关闭。
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
data-hint-duplicate-rows = 同一客户的所有行都在同一部分，因此评分不会因此偏高；但出现多次的客户也会被计算多次。如果这不是本意，请去掉重复行后重新打开文件。

## 角色
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
data-reason-customer = 用来区分客户
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

## 过于了解标签的列
data-suspect-near-copy = { $column } 就是换了名字的 { $label }：{ $share } 的客户两者一致。
data-suspect-leak = 仅凭 { $column } 就几乎能完全预测 { $label }（AUC { $score }），它很可能是事后才知道的。
data-suspect-warning = 仅凭 { $column } 预测 { $label } 就好得出人意料（AUC { $score }）。它在结果发生之前就已知吗？

## 交易清单：各列的角色
ledger-role-customer = 客户
ledger-role-customer-more = 交易属于谁。结果中每位客户一行。
ledger-role-account = 账户
ledger-role-account-more = 记账的账户，可以与客户是同一列。
ledger-role-date = 日期
ledger-role-date-more = 交易的日期。可读多种写法，包括 930101 和 19930101。
ledger-role-amount = 金额
ledger-role-amount-more = 交易金额。流出为负数；若没有正负号，则另有一列说明方向。
ledger-role-sign = 收支方向
ledger-role-sign-more = 金额没有正负号时，说明资金是流入还是流出。
ledger-role-kind = 交易类型
ledger-role-kind-more = 交易的种类：现金、转账、银行卡、利息。
ledger-role-balance = 余额
ledger-role-balance-more = 交易后的账户余额。有了它，可以逐分核对文件。
ledger-role-product = 产品
ledger-role-product-more = 区分存款和贷款。
ledger-dates-day-first = 日在前（31.12.1998）
ledger-dates-month-first = 月在前（12/31/1998）
ledger-dates-year-first = 年在前（1998-12-31）
ledger-dates-compact-year = 年、月、日各两位数字（981231）
ledger-loan-start = 放款日期
ledger-loan-principal = 本金
ledger-loan-months = 期数（月）
ledger-loan-payment = 月还款额
ledger-loan-status = 状态

## 交易清单：问题与选择
ledger-decision-copies = 出现两次的交易
ledger-decision-look-alikes = 看起来相同的交易
ledger-decision-two-date-formats = 不止一种写法的日期
ledger-decision-far-dates = 远离其他日期的个别日期
ledger-decision-currencies = 其他币种的金额
ledger-decision-reversals = 已有收支方向的负数金额
ledger-decision-overdrafts = 余额为负的存款账户
ledger-decision-one-entry = 只有一笔交易的客户
ledger-decision-missing-months = 有些月份没有交易的客户
ledger-decision-opened-inside = 第一个月之后才开户的客户
ledger-decision-unknown-customers = 不在关联表中的客户的交易
ledger-decision-leavers = 后期没有任何内容的客户
ledger-answer-keep = 保留
ledger-answer-leave-out = 排除
ledger-answer-read-each = 按各自的写法读取
ledger-answer-add = 当作同一币种相加
ledger-answer-count = 按没有价值的客户计入
ledger-answer-reverse = 视为冲正
ledger-answer-size-only = 忽略负号
ledger-answer-zero = 按零计算

## 交易清单：异常
ledger-hint-decision = { $decision }：{ $answer }。可以改为“{ $other }”（{ $option }）。
ledger-hint-few-left = { $decision }：{ $answer }。请改选“{ $other }”（{ $option }），以保留更多客户。
ledger-issue-amounts = { $column }：{ $count } 个单元格不是金额（首个是第 { $row } 行的“{ $cell }”），这些行已排除。
ledger-issue-too-large-amounts = { $column }：其中 { $count } 个单元格的数字过大，无法以分为单位相加。
ledger-issue-empty-amounts = { $column }：{ $count } 笔交易没有金额，已排除。
ledger-hint-amounts = 请在文件中更正这些单元格后重新打开，或为金额选择另一列。
ledger-issue-rounded = { $column }：{ $count } 个金额超过两位小数，已四舍六入五成双到分。
ledger-issue-currency-signs = { $column }：{ $count } 个金额带有币种 { $currency }，已去掉。
ledger-issue-currencies = { $count } 个金额的币种不是 { $currency }（首个在第 { $row } 行）。
ledger-issue-already-signed = { $column }：金额已带正负号，因此不需要此列。
ledger-issue-reversals = { $column } 已说明收支方向，但 { $count } 个金额是负数（首个在第 { $row } 行）。
ledger-issue-no-customer = { $column }：{ $count } 笔交易没有客户，已排除（首笔在第 { $row } 行）。
ledger-hint-no-customer = 请在文件中补上客户，或为客户选择另一列。
ledger-issue-dates = { $column }：{ $count } 个单元格不是日期（首个是第 { $row } 行的“{ $cell }”），这些行已排除。
ledger-hint-dates = 请在文件中更正这些单元格后重新打开，或选择年、月、日的顺序。
ledger-hint-ambiguous-dates = 如果月在前，请为日期选择该顺序（dates=month_first）。
ledger-issue-dates-either-way = { $column }：保留的日期中有 { $count } 个的日和月也可以互换（首个为第 { $row } 行的“{ $cell }”），而被排除的日期正是另一种顺序。
ledger-issue-two-date-formats = { $column }：{ $count } 个日期的写法与其余 { $main } 个（“{ $example }”）不同，例如“{ $other }”（第 { $row } 行）。
ledger-issue-far-dates = { $count } 笔交易的日期远离其他交易，其他交易从 { $from } 到 { $to }（首笔在第 { $row } 行：{ $date }）。“远离”指：其间超过 { $days } 天没有任何人的交易，且不超过百分之一的行。
ledger-issue-balances = { $column }：{ $count } 个单元格不是余额（首个是第 { $row } 行的“{ $cell }”）。
ledger-hint-balances = 这些余额由前一个余额和金额算出。
ledger-issue-copies = { $count } 笔交易出现了两次（首个重复在第 { $row } 行），日期从 { $from } 到 { $to }。这些月份的两次导出可能有重叠。
ledger-issue-look-alikes = { $count } 笔交易与另一笔的每一列都相同（首笔在第 { $row } 行），日期从 { $from } 到 { $to }。文件没有说明是一笔还是两笔。
ledger-issue-unknown-customers = { $count } 笔交易属于 { $customers } 位不在 { $file } 中的客户（首笔在第 { $row } 行）。
ledger-issue-without-transactions = { $file } 的 { $rows } 行中有 { $count } 行的客户在这里没有交易，未使用。
ledger-issue-repeated-key = { $file }：{ $count } 行重复了前面已有的 { $column }，使用了第一行。
ledger-hint-repeated-key = 如果应使用另一行，请从文件中删除其余各行。
ledger-issue-incomplete-loans = { $file }：{ $count } 笔贷款没有可读的日期、本金或期限，已排除。
ledger-hint-incomplete-loans = 请在文件中补上日期、本金和期限后重新打开。
ledger-issue-impossible-loans = { $file }：{ $count } 笔贷款的本金不大于零，或期限不是 1 到 { $longest } 之间的整月数，已排除（首笔在第 { $row } 行）。
ledger-hint-impossible-loans = 请在文件中更正这些行后重新打开。
ledger-issue-copied-loans = { $file }：{ $count } 笔贷款出现了两次，只计一次（首个重复在第 { $row } 行）。
ledger-hint-copied-loans = 如果它们是不同的贷款，请在 loan_id 之类的列中为每笔贷款编号。
ledger-issue-not-loans = { $file }：列名像是贷款，但 { $rows } 行中只有 { $count } 行的分期还款与本金相符。已按客户属性关联，未从中得到贷款。
ledger-hint-not-loans = 请检查金额、期限（月）和月供这几列，然后重新打开文件。
ledger-issue-same-file = { $file } 与 { $other } 内容相同，未再次关联。
ledger-issue-one-entry = { $count } 位客户只有一笔交易（首笔在第 { $row } 行）。
ledger-issue-missing-months = { $count } 位客户在首笔和末笔交易之间有的月份没有交易（其中最早的在第 { $row } 行），余额已顺延。
ledger-issue-opened-inside = { $count } 位客户在文件的第一个月之后才开立首个账户（其中最早的在第 { $row } 行），此前余额按零计算。
ledger-issue-few-left = { $all } 位客户中只剩下 { $left } 位。
ledger-issue-overdrafts = { $accounts } 个存款账户的 { $count } 个余额低于零（首个在第 { $row } 行，{ $day }）。
ledger-issue-balance-aside = { $column } 未被用作余额，例如因为其金额与交易不能衔接。每个账户从零开始，因此平均余额只反映这里的收支。
ledger-hint-balance-aside = 如果 { $column } 是每笔交易后的余额，请将它选为余额（{ $option }）。
ledger-issue-no-balances = 文件没有余额。每个账户从零开始，因此平均余额只反映这里的流入和流出。
ledger-issue-months-without-entries = 文件中有 { $count } 个月没有任何交易（首个是 { $month }）。
ledger-hint-months-without-entries = 可能缺少一部分导出数据。这些月份的余额已顺延。
ledger-issue-gaps = { $steps } 个余额中有 { $count } 个与前一个余额加金额不符，涉及 { $accounts } 个账户，最多相差 { $gap }。
ledger-hint-gaps = 文件可能缺少一些交易，例如在被截断的地方。已采用文件中的余额。
ledger-hint-gaps-last-day = 它们都在最后一天（{ $day }）：文件很可能在那里被截断。已采用文件中的余额。
ledger-issue-unreadable = { $count } 行无法读取，不计入合计；被截断的最后一行就属于这种情况。
ledger-hint-unreadable = 如果文件被截断，请重新导出。

## 交易清单：排除的行及原因
ledger-left-out-no-customer = 没有客户
ledger-left-out-no-date = 日期无法读取
ledger-left-out-no-amount = 金额无法读取
ledger-left-out-other-date-format = 日期写法不同
ledger-left-out-far-date = 日期远离其他日期
ledger-left-out-other-currency = 其他币种
ledger-left-out-copy = 重复的交易
ledger-left-out-look-alike = 看起来相同
ledger-left-out-unknown-customer = 客户不在关联表中
ledger-left-out-one-entry = 客户只有一笔交易
ledger-left-out-missing-months = 客户有的月份没有交易
ledger-left-out-opened-inside = 客户在第一个月之后才开户

## 交易清单：不用的列及原因
ledger-dropped-empty = 空列
ledger-dropped-constant = 始终是“{ $value }”
ledger-dropped-number = 每行的值都不同：只是行的编号
ledger-dropped-copy = 与 { $other } 说的是同一件事
ledger-dropped-identifying = 指明对方的银行、账户或个人
ledger-dropped-no-part = 不参与计算

## 交易清单：无法使用的原因
ledger-error-role-missing = 没有为以下用途选择列：{ $role }。
ledger-hint-role-missing = 请在交易的各列中选择，或写明 --map { $option }=列名。
ledger-error-column-missing = { $file } 没有 { $column } 这一列。
ledger-hint-column-missing = 请选择文件表头中的一列。
ledger-hint-column-nearest = 您是否指 { $nearest }？
ledger-error-not-dates = { $column } 中没有日期（第 { $row } 行是“{ $cell }”）。
ledger-hint-not-dates = 请为日期选择另一列，或选择年、月、日的顺序。
ledger-error-not-amounts = { $column } 中没有金额（第 { $row } 行是“{ $cell }”）。
ledger-hint-not-amounts = 请为金额选择另一列。
ledger-error-nothing-left = 全部 { $rows } 笔交易都被排除了：{ $reasons }。
ledger-error-left-out-part = { $why }：{ $rows }
ledger-hint-nothing-left = 请更改对这些行的处理方式，或更改所用的列。
ledger-error-too-large = { $column } 中的金额太大，无法以分为单位相加。
ledger-hint-too-large = 请检查此列是否真的是金额，以及小数点用的是哪个符号。
