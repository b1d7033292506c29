### 命令行的文字

cli-reading = 正在读取 { $file }
cli-training = 正在训练 { $methods } 种方法，各重复 { $runs } 次
cli-judging = 正在评估留出客户
cli-time-left = 约剩 { $seconds } 秒
cli-stopping = 正在停止，并保留目前最佳的结果（如果已有）；再按一次 Ctrl+C 立即结束。
cli-writing-on = 正在把结果写完；再按一次 Ctrl+C 立即结束。
cli-no-output = 结果无法写入标准输出。
cli-no-output-hint = 输出所在的磁盘是否已满？用 --out 指定的文件是完整的。
cli-hint-full = 请腾出空间或用 --out 选择其他文件夹，再运行同一命令：相同的种子得到相同的结果。
cli-stopped = 提前停止：结果来自目前最好的网络。
cli-written = 已写入 { $folder }：{ $files }（{ $n } 位客户）
cli-sample-written = 已把 { $n } 位客户写入 { $file }
cli-hint-force = 请选择其他名称或文件夹，或用 --force 替换。
cli-hint-rename = 如果文件中有另一列代替它，请这样指定：--rename { $rename }
cli-demo-headless = 演示将在没有窗口的情况下继续，结果写入 { $folder }。
cli-unknown-command = 没有名为“{ $word }”的命令或文件。
cli-set-form = “{ $setting }”没有说明把什么设为什么。
cli-set-form-hint = 请写成 --set 键=值，例如 --set learning_rate=0.05。
cli-method-not-chosen = 本次训练没有选择方法“{ $method }”。
cli-method-not-chosen-hint = 请用 --method { $method } 加入。
cli-test-rows-line = 留出行文件第 { $line } 行的“{ $text }”不是行号。
cli-test-rows-line-hint = 每行写一个行号，从 0 数起，不计表头。
cli-id-is-label = “{ $column }”不能既是客户编号列，又是要预测的列。
cli-id-is-label-hint = 请用 --id 或 --label 指定另一列。
cli-no-threads = 无法启动 { $n } 个线程。
cli-no-threads-hint = 请为 --threads 选择较小的数。
cli-profile-summary = { $file }：{ $rows }、{ $columns }，按 { $encoding }、{ $separator }读取，小数点为“{ $decimal }”
cli-head-column = 列
cli-head-role = 角色
cli-head-missing = 缺失
cli-head-values = 取值
cli-head-reason = 原因
cli-no-issues = 没有发现异常。
cli-issues = 需要留意：
cli-more-issues = ……还有 { $n } 条，见 findings.json
cli-head-method = 方法
cli-head-accuracy = 准确率
cli-head-macro-f1 = 宏平均 F1
cli-head-best-epoch = 最佳轮次
cli-head-verdict = 比较
cli-better-than = 优于 { $methods }，差异超出偶然
cli-confusion = 留出客户：真实{ $kind }（行）、预测{ $kind }（列）
cli-method-warning = { $method }：{ $warning }

## 由交易记录得出的价值等级
cli-integrating = 正在把交易记录整合为客户
cli-map-form = “{ $map }”没有说明哪一列担任哪个角色。
cli-map-form-hint = 请写成 --map role=COLUMN，例如 --map customer=client_id。
cli-map-role = 没有“{ $role }”这个角色。
cli-map-role-hint = 可用的角色有：{ $roles }。
cli-map-twice = 作用“{ $role }”指定了不止一列。
cli-map-twice-hint = 每种作用请只指定一列。
cli-map-one-column = “{ $column }”不能既作 { $other } 又作 { $role }。
cli-map-one-column-hint = 请为其中一种作用指定另一列。
cli-set-idle = 使用 { $reason } 时，{ $key } 不起作用。
cli-set-idle-hint = 请去掉 { $key }，或选择 clock=calendar 和 horizon=earlier_to_later。
cli-set-no-column = { $key } 不起作用：没有列承担“{ $role }”。
cli-set-no-column-hint = 请用 --map { $role }=列名指定该列，或去掉 { $key }。
cli-set-no-value = 列“{ $column }”中没有“{ $value }”这个值。
cli-set-no-value-hint = 其中的值例如：{ $values }。
cli-no-transactions = { $option } 只用于交易记录，而这个文件是按客户表读取的。
cli-no-transactions-hint = 请用 --map customer=COLUMN --map date=COLUMN --map amount=COLUMN 指定各列，或去掉该选项。
cli-one-tier-hint = 请换一种分级方式，例如--set tiers=equal；也请检查金额：可能所有客户的价值都相同。
cli-almost-transactions = 文件中有日期（“{ $date }”）和金额（“{ $amount }”），但无法识别为交易明细。
cli-almost-transactions-hint = 请用 --map customer=列名 --map date=列名 --map amount=列名指定各列，或用 --label 指定要预测的列。
cli-set-other-rule = { $key } 对 { $rule } 这种分级方式没有意义。
cli-set-other-rule-hint = 请写 --set tiers={ $rule }，或不写 tiers。
cli-setting-takes = 可用的值：{ $takes }。
cli-ledger-rows = 交易记录：共 { $records } 行，使用 { $used } 行，剔除 { $left } 行；{ $customers } 位客户
cli-ledger-amounts = 金额合计：读入 { $read } = 使用 { $used } + 剔除 { $left }；计入客户账户 { $integrated }
cli-ledger-accounts = 期初余额 + 发生额 = 期末余额：{ $of } 个账户中 { $exact } 个分毫不差，{ $within } 个相差不超过 { $tolerance }；最大差额 { $gap }
cli-ledger-periods = 情况取自 { $earlier }，等级取自 { $later }
cli-ledger-one-period = 情况和等级都取自 { $later }
cli-head-tier = 等级
cli-head-customers = 客户数
cli-head-share = 占比
cli-head-value = 年价值
cli-head-value-share = 价值占比
cli-migration = 客户数：前期等级（行）与后期等级（列）
cli-looks-like-transactions = 这看起来是一份交易记录：{ $parts }。`stratum run tiers` 会把它整合为每位客户一行。
cli-part = { $role }：{ $column }
cli-value-settings = 由交易记录得出价值等级的设置（--set key=value）
cli-value-rates = 综合贡献的费率与成本（--set key=value）
cli-setting-tiers = 客户如何分级
cli-setting-tier-shares = 金字塔：各等级的客户占比，从最高等级开始
cli-setting-tier-cuts = 金额：第二级、第三级和最高级各自的起点年价值
cli-setting-value-share = 价值与潜力：高价值客户的占比
cli-setting-potential-share = 价值与潜力：高潜力客户的占比
cli-setting-tier-names = 各等级的名称，从最低等级开始
cli-setting-horizon = 情况和等级各取自哪个时期
cli-setting-clock = 前期在哪里结束
cli-setting-cut = 后期的第一天
cli-setting-dates = 年、月、日的先后次序（当该列本身看不出时）
cli-setting-money-out = 方向列中表示支出的值
cli-setting-loans = 产品列中表示贷款的值
cli-hidden-columns = 以下列可能透露客户身份，未写入名单：{ $columns }
cli-key-beside-results = 假名的密钥 { $file } 会与结果放在一起。
cli-key-beside-results-hint = 同时拿到两者的人就能认出客户。请把密钥放在另一个文件夹。

## 客群与新客户
cli-segmenting = 正在用 { $methods } 种方法划分客群
cli-seg-stopped = 已提前停止：客群为目前找到的结果，网络是否有帮助可能尚不清楚。
cli-seg-numbers = 客群数量，{ $method }
cli-seg-methods = { $k } 个客群时各方法的比较
cli-seg-segments = 客群
cli-seg-migration = 客户数：{ $from } 的客群（行）与 { $to } 的客群（列）
cli-head-k = 个数 k
cli-head-inertia = 组内平方和
cli-head-silhouette = 轮廓系数
cli-head-groupless = 无群体对照
cli-head-davies-bouldin = DB 指数
cli-head-calinski-harabasz = CH 指数
cli-head-gap = 间隔统计量
cli-head-stability = 稳定性
cli-head-smallest-jaccard = 最不稳定
cli-head-smallest = 最小占比
cli-head-silhouette-own = 轮廓：自身空间
cli-head-silhouette-common = 共同空间
cli-head-null = 未学到时
cli-head-davies-bouldin-own = DB：自身空间
cli-head-davies-bouldin-common = 共同空间
cli-head-seeds = 重新训练
cli-head-agreement = 与 K-means 一致
cli-head-code = 编号
cli-head-segment = 客群
cli-segment-settings = 客群的设置（--set key=value）
cli-setting-k = 客群数量
cli-setting-sequence = 循环网络依次读取的内容
cli-setting-ascending = 月份编号最大的是否为最近的月份
cli-setting-objective = 循环网络的训练目标
cli-setting-value-column = 用其合计表示客群价值的列
cli-set-no-network = { $key } 不起作用：没有使用网络的方法参与。
cli-set-no-network-hint = 请加入一种，例如 --method kmeans,rnn_kmeans，或去掉 { $key }。
cli-placing = 正在为客户归类
cli-placed = 已将 { $n } 位客户归入 { $k } 个客群（方法：{ $method }）
cli-strangers = { $n ->
    [0] 全部客户都符合所在客群：没有人比该客群 100 位客户中的 99 位离中心更远。
   *[other] 其中 { $n } 位不属于任何客群：离中心比该客群 100 位客户中的 99 位更远。通常每 100 位中有 1 位如此。
}
cli-score-written = 已将 { $n } 行写入 { $file }
cli-score-ignored = 划分客群时未用到的列：{ $columns }

## 预测某一类别
cli-churn-settings = 流失预测的设置（--set key=value）
cli-setting-class = 关注的类别（不指定时为最少见的一类）
cli-setting-threshold = 从哪个概率开始联系客户
cli-setting-calibration = 如何使概率符合实际
cli-setting-cost-per-contact = 联系一位客户的成本
cli-setting-gain-per-kept = 一次见效的联系带来的价值
cli-setting-success-rate = 联系到的该类别客户中见效的比例
cli-setting-budget = 活动的最高花费
cli-churn-misfit = “{ $value }”不能作为 { $key } 的值。
cli-churn-misfit-hint = 可取的值：{ $takes }。
cli-head-auc = AUC（排序能力）
cli-head-average-precision = 平均精确率
cli-head-recall = 召回率
cli-head-precision = 精确率
cli-head-brier = Brier 分数
cli-head-ece = 校准误差
cli-churn-held-out = 第一次划分中留出的客户，以及各数值有 95% 可能所在的范围：
cli-churn-range-few = 客户太少，无法给出范围
cli-churn-campaign = 在尚未确知属于该类别的 { $population } 位客户中联系概率最高的 { $called } 位，如果其中属于该类别的比例与留出的客户相同，大约能找到 { $found } 位，约有 { $kept } 次联系见效：收益比花费多 { $profit }（{ $low } 至 { $high }）。
cli-churn-campaign-chance = 不给出活动的收益：没有证明预见好于碰运气。
cli-churn-campaign-none = 按这样的成本和收益，没有活动是划算的。
cli-scoring = 正在为客户打分
cli-scored = 已为 { $n } 位客户打分；“{ $label }”为“{ $class }”的概率合计为 { $expected }。
cli-score-called = 需要联系 { $n } 位客户：概率不低于 { $threshold }。
cli-score-unreadable = 有 { $n } 行无法读取，没有分数。
cli-score-unread = 模型没有读取的列：{ $columns }
cli-score-no-probabilities = { $option } 需要概率，而这个模型只把客户分到客群。
cli-score-no-probabilities-hint = 请使用流失分析的模型，或去掉这个选项。
cli-rename-form = “{ $text }”没有说明哪一列代替哪一列。
cli-rename-form-hint = 请依次写出模型的列、等号和文件的列：--rename Balance=Money
cli-score-calls = 已将联系名单写入 { $file }
cli-watching = 正在监视 { $folder }。每个文件在不再变化后打分一次。按 Ctrl+C 结束。
cli-watch-scored = { $file }：共 { $n } 行。{ $called } { $list }
cli-watch-failed = 无法为 { $file } 打分；在它变化之前不再处理。
cli-watch-failed-before = { $file } 之前无法打分，此后没有变化；原因见名单旁的 .failed.txt 文件。
cli-score-stopping = 正在结束；不会留下写了一半的名单。再按一次 Ctrl+C 立即结束。
