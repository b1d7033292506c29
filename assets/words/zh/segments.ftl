
## What segments are called
seg-name = { $parts }
seg-name-very-high = “{ $what }”很高
seg-name-high = “{ $what }”高
seg-name-low = “{ $what }”低
seg-name-hardly-any = 几乎没有“{ $what }”
seg-name-then-very-high = “{ $what }”很高
seg-name-then-high = “{ $what }”高
seg-name-then-low = “{ $what }”低
seg-name-then-hardly-any = 几乎没有“{ $what }”
seg-name-average = 接近平均水平
seg-name-numbered = { $name }（{ $n }）

## Columns in plain words
seg-word-balance = 余额
seg-word-bill = 账单
seg-word-purchases = 消费
seg-word-one-off = 一次性消费
seg-word-instalments = 分期消费
seg-word-purchase-count = 消费笔数
seg-word-purchase-frequency = 消费频率
seg-word-one-off-frequency = 一次性消费频率
seg-word-instalment-frequency = 分期消费频率
seg-word-cash = 取现
seg-word-cash-count = 取现笔数
seg-word-cash-frequency = 取现频率
seg-word-payments = 还款
seg-word-minimum-payments = 最低还款额
seg-word-full-payment = 全额还款比例
seg-word-limit = 信用额度
seg-word-income = 收入
seg-word-age = 年龄
seg-word-tenure = 客龄
seg-word-score = 信用评分
seg-word-products = 产品数

## What sets a segment apart
seg-sentence = 这些客户的特点：{ $traits }。
seg-sentence-average = 这些客户在每一列上都接近平均水平；差别最大的是：{ $trait }。
seg-sentence-nothing = 这些客户在任何一列上都与其他客户没有差别。
seg-trait-times = { $column } 是平均值的 { $times } 倍（{ $mean }，全体 { $everyone }）
seg-trait-part = { $column } 只有平均值的 { $part }（{ $mean }，全体 { $everyone }）
seg-trait-instead = { $column } 平均为 { $mean }（全体 { $everyone }）
seg-trait-share = { $column } 占 { $share }（全体 { $everyone }）

## Four checks of a segment
seg-check-distinct = 区分明显：在标准化后的各列中，这些客户明显更接近本客群的均值，而不是相邻客群的均值（简化轮廓系数 { $silhouette }，要求至少 { $needed }）。
seg-check-not-distinct = 区分不明显：在标准化后的各列中，它与相邻的客群连在一起（简化轮廓系数 { $silhouette }，要求至少 { $needed }）。
seg-check-division = 区分不明显：这些客群只是一种划分，并非自然形成的群体。本无群体的客户（均匀分布，或各列偏斜与此相同但单独打乱）也能划分得同样清楚（轮廓系数 { $silhouette }，对照最高 { $level }）。
seg-check-big = 规模足够：{ $n } 位客户，占全体的 { $share }。
seg-check-few = 人数太少：{ $n } 位客户，占全体的 { $share }；一次营销活动至少需要 { $least } 位。
seg-check-small = 规模太小：{ $n } 位客户，占全体的 { $share }；低于 { $least } 时，单独做营销活动很少划算。
seg-check-reachable = 可以触达：规则 { $rule } 能找到其中的 { $recall }，找到的客户里有 { $precision } 属于本客群。
seg-check-not-reachable = 用简单规则难以触达：最好的规则 { $rule } 只能找到其中的 { $recall }，找到的客户里有 { $precision } 属于本客群；两者都应达到 { $needed }。需要使用本客群的客户名单。
seg-check-no-rule = 用简单规则难以触达：它在任何一列上都与其他客户没有差别。
seg-check-stable = 稳定：重新抽取客户时，这个客群会再次出现，重合 { $jaccard }（要求至少 { $needed }）。
seg-check-mostly-stable = 大多稳定：重新抽取客户时，这个客群会再次出现，平均重合 { $jaccard }（要求至少 { $needed }），但约四分之一的抽取中重合不超过 { $low }。
seg-check-not-stable = 不稳定：重新抽取客户时，这个客群只有 { $jaccard } 重合（要求至少 { $needed }）。
seg-check-stable-unknown = 没有检查稳定性，因此不能依赖它。
seg-rule-at-least = “{ $column }”不低于 { $cut }
seg-rule-below = “{ $column }”低于 { $cut }
seg-rule-both = { $first }，且 { $second }

## What to do with a segment
seg-action-cash = 问问他们，更便宜的贷款是否比取现更合适；先核实他们能承担多少。
seg-action-debt = 提供更多信贷之前，先看看他们如何承担现有余额；分期还款可能适合其中一部分人。
seg-action-spending = 感谢他们使用本卡，例如对他们最常购买的东西给予奖励，并留住他们。
seg-action-full = 还款可靠：更好的卡或一份小奖励，风险低，可以一试。
seg-action-unused = 额度高，用得少：发出优惠之前，先弄清他们改用了什么。
seg-action-asleep = 给他们一个重新用卡的小理由，并统计有多少人响应。
seg-action-means = 这里有财力：可以邀请他们谈谈储蓄或投资，而不是信贷。
seg-action-try = 看看典型客户，想出一个与“{ $what }”相称的优惠，先在其中随机一部分人身上试一试。
seg-action-average = 不必特别处理；他们是用来与其他客群比较的基准。
seg-action-too-small = 规模太小，不宜单独做营销活动；可与相邻的客群合并，或者先记下：{ $action }
seg-action-unstable = 只宜小规模尝试，因为这个客群不一定会再次出现：{ $action }

## Columns and components
seg-component = { $columns }
seg-component-against = { $high } 对比 { $low }
seg-component-none = 无

## Segments from month to month
seg-months-stayed = { $n } 位客户中有 { $share } 在 { $to } 这个月与 { $from } 那个月处于同一客群。
seg-months-moved = 从「{ $before }」转到「{ $after }」的客户比反向多 { $n } 位（{ $there } 对 { $back }；占前者的 { $share }）。
seg-months-no-drift = 有 { $n } 位客户换了客群，但往返的人数大致相同：没有明显的流向。
seg-months-by-means = 这里没有网络读取各月数据：每个月单独与各客群的月均值比较，因此最后一个月不一定等于名单中的客群。
seg-months-nobody = 没有客户同时出现在 { $from } 和 { $to } 两个月。

## What a segmentation found
seg-said-stopped = 运行被提前停止；这里是到那时为止的结果。
seg-said-division = 只是一种划分，并非自然形成的群体：这 { $k } 个客群分开的程度（轮廓系数 { $silhouette }）并不比本无群体的客户更清楚（最高 { $level }）；对照的客户或均匀分布，或各列偏斜与此相同但单独打乱。可以用来分配工作，不要当作几类不同的人。
seg-said-unread = 有 { $n } 位客户在划分客群所用的各列中没有任何内容：把他们放进某个客群只是为了名单完整，他们不属于任何客群。
seg-said-headline = { $method } 把 { $n } 位客户分成 { $k } 个客群；最大的占 { $largest }，最小的占 { $smallest }。
seg-said-other-k = 分成 { $k } 个客群是您的选择；推荐的是 { $recommended } 个。
seg-said-plain-k = 分成 { $k } 个客群，因为所有方法都在普通 K 均值推荐的数目上比较；对这个方法本身推荐的是 { $recommended } 个。
seg-said-one-cloud = 它们也可能只是一整片客户：本无群体、但偏斜与相关性与此相同的客户，也能分得同样开（轮廓系数最高 { $level }）。
seg-said-apart-weak = 各客群彼此相连：在客户的各列中轮廓系数为 { $common }（在方法自己的空间中为 { $own }；1 表示相距很远，0 表示处在边界上）。请把它们看作一种有用的划分，而不是几类不同的人。
seg-said-apart-fair = 各客群可以区分，但有客户处在中间：在客户的各列中轮廓系数为 { $common }（在方法自己的空间中为 { $own }；1 表示相距很远，0 表示处在边界上）。
seg-said-apart-clear = 各客群明显分开：在客户的各列中轮廓系数为 { $common }（在方法自己的空间中为 { $own }；1 表示相距很远，0 表示处在边界上）。
seg-said-stable = 重新抽取客户时，这些客群会再次出现（一致性 { $ari }，半数抽取在 { $low } 到 { $high } 之间；1 表示相同，0 表示纯属偶然）。
seg-said-half-stable = 重新抽取客户时，这些客群大多会再次出现，但并非所有边界都如此（一致性 { $ari }，半数抽取在 { $low } 到 { $high } 之间；1 表示相同，0 表示纯属偶然）。
seg-said-unstable = 重新抽取客户时，结果会不一样（一致性 { $ari }，半数抽取在 { $low } 到 { $high } 之间；1 表示相同，0 表示纯属偶然）。在看过各项检查之前，不要依赖单个客群。
seg-said-checks = { $k } 个客群中有 { $passing } 个通过全部四项检查。
seg-said-checks-all = 全部 { $k } 个客群都通过四项检查（{ $passing } / { $k }）。
seg-said-checks-none = { $k } 个客群中没有一个通过全部四项检查（{ $passing } / { $k }）。
seg-said-flatters = { $method } 按自己的尺度看起来最好（轮廓系数 { $own }，对比 { $plain_own }），但在客户的各列中只有 { $common }，低于 { $plain }。方法为自己造出的空间会美化自己；不要比较这两个数字。
seg-said-sampled = 轮廓系数取自随机抽取的 { $n } 位客户，因为计算全部客户耗时太长。
seg-said-failed = { $method } 没有参加：{ $why }
seg-said-filled = { $reason } 本次运行中它们按 { $value } 计算；这可以更改。
seg-said-filled-more = { $reason } 本次运行中它们按 { $value } 计算；这可以更改。另有 { $n } 列情况相同，各按自己的值计算。
seg-said-no-shares = 不显示“{ $column }”的份额：它的总和为零，或者含有负值，而盈亏混在一起的份额没有意义。

## Placing new customers
seg-place-missing = 表中缺少划分客群时用到的列。缺少：{ $columns }。
seg-place-missing-hint = 请使用列相同的表，或指定由哪些列来代替。
seg-place-facts-hint = 这些客户和这些列都是由交易生成的。请先用较新的交易运行一次客群划分，再对那次结果的 labelled.csv 打分。
seg-place-no-numbers = “{ $column }”列是日期，而划分客群时这里是数字。
seg-place-no-dates = “{ $column }”列是数字，而划分客群时这里是日期。
seg-place-text = 第 { $row } 行的“{ $column }”列是“{ $cell }”，这里应该是数字。
seg-place-text-hint = 请更正或清空这个单元格，然后重试。
seg-place-broken = 这个模型前后不一致：其中的客群与列对不上。
seg-place-broken-hint = 请从结果页重新保存模型。

## Methods
seg-method-kmeans = K 均值
seg-method-kmeans-about = 按所有列把客户分组，每一列同等重要。其他方法都与它比较。
seg-method-kmeans-log = 取对数的 K 均值
seg-method-kmeans-log-about = 与 K 均值相同，但每一列都按倍数比较，因此少数特别大的客户不会决定一切。
seg-method-pca-kmeans = 主成分 + K 均值
seg-method-pca-kmeans-about = 按客户差别最大的少数几个方向分组。
seg-method-rnn-kmeans = 循环网络 + K 均值
seg-method-rnn-kmeans-about = 简单循环网络逐步读取每位客户，再按它最后记住的内容分组。
seg-method-lstm-kmeans = 长短期记忆网络 + K 均值
seg-method-lstm-kmeans-about = 与循环网络 + K 均值相同，但这种网络能记得更久。
seg-method-gru-kmeans = 门控循环网络 + K 均值
seg-method-gru-kmeans-about = 与长短期记忆网络 + K 均值相同，但权重更少。
seg-method-autoencoder-kmeans = 自编码器 + K 均值
seg-method-autoencoder-kmeans-about = 长短期记忆网络学习从简短的摘要还原每位客户的序列，再按摘要分组。

## What a segmentation is doing
seg-stage-exploring = 正在查看各列
seg-stage-choosing = 正在尝试不同的客群数
seg-stage-training = 正在训练网络
seg-stage-comparing = 正在比较各种方法
seg-stage-nulls = 正在检查网络是否有帮助
seg-stage-describing = 正在描述客群

## How many segments
seg-k-reason = 建议分成 { $k } 个客群：{ $parts }。
seg-k-only = 只能分成两个客群。
seg-k-silhouette = 在符合条件的数目中，它们彼此分得最开（轮廓系数 { $silhouette }）
seg-k-stable = 重新抽取客户时它们会再次出现（一致性 { $stability }，半数抽取在 { $low } 到 { $high } 之间）
seg-k-mostly-stable = 重新抽取客户时它们大多会再次出现，但并非每次都如此（一致性 { $stability }，半数抽取在 { $low } 到 { $high } 之间）
seg-k-unstable = 但重新抽取客户时它们不能可靠地再次出现（一致性 { $stability }，半数抽取在 { $low } 到 { $high } 之间），其他数目也一样
seg-k-coarse = { $k } 个得分更高，但对营销活动来说太粗
seg-k-small = 分成 { $k } 个时，有一个客群只占客户的 { $share }
seg-k-shaky = { $k } 个得分更高，但不能再次出现（一致性 { $stability }）
seg-k-division = 只是一种划分，并非自然形成的群体，因为本无群体的客户也能分得同样清楚（轮廓系数最高 { $level }）
seg-k-two-groups = 再多就只是划分，而不是客群
seg-k-groupless = { $k } 个得分更高，但不高于本无群体的客户（轮廓系数最高 { $level }）

## Did the network help?
seg-helped = “{ $method }”对这份文件有帮助：{ $because }。
seg-helped-not = “{ $method }”对这份文件没有帮助：{ $because }。
seg-helped-undecided = 在这份文件上无法判断“{ $method }”是否有帮助：{ $because }。
seg-helped-same = 它找到的客群与普通 K-means 相同（一致程度 { $ari }）
seg-helped-above = 它 { $times } 次训练中有四分之三的轮廓系数不低于 { $low }，高于同一网络未经训练或打乱步骤后的全部结果（{ $n } 次试验中最高 { $largest }）
seg-helped-not-above = 它 { $times } 次训练中有四分之三的轮廓系数不超过 { $high }，没有高于同一网络未经训练或打乱步骤后的全部结果（{ $n } 次试验中最高 { $largest }）
seg-helped-maybe-above = 它 { $times } 次训练的轮廓系数多在 { $low } 到 { $high } 之间，有的高于同一网络未经训练或打乱步骤后的全部结果，有的没有（{ $n } 次试验中最高 { $largest }）
seg-helped-stable = 重新抽取客户时，它的客群再次出现的程度并不明显低于普通 K 均值的客群（一致性 { $ari }，多在 { $low } 到 { $high } 之间；普通 K 均值为 { $plain }，多在 { $plain_low } 到 { $plain_high } 之间）
seg-helped-not-stable = 重新抽取客户时，它的客群再次出现的程度明显低于普通 K 均值的客群（一致性 { $ari }，多在 { $low } 到 { $high } 之间；普通 K 均值为 { $plain }，多在 { $plain_low } 到 { $plain_high } 之间）
seg-helped-back = 从其他权重重新训练时，会得到相同的客群（一致性 { $ari }，多在 { $low } 到 { $high } 之间；至少需要 { $least }）
seg-helped-not-back = 从其他权重重新训练时，会得到不同的客群（一致性 { $ari }，多在 { $low } 到 { $high } 之间；至少需要 { $least }）
seg-helped-maybe-back = 从其他权重重新训练时，有时得到相同的客群，有时不同（一致性 { $ari }，多在 { $low } 到 { $high } 之间；至少需要 { $least }）

## Whose segments are shown
seg-chosen-helped = 显示的是“{ $method }”的客群，因为网络对这份文件有帮助。
seg-chosen-stable = 显示的是“{ $method }”的客群：在不用网络的方法中，重新抽取客户时它的客群最能再次出现（一致性 { $ari }，半数抽取在 { $low } 到 { $high } 之间）。
seg-chosen-network = 显示的是“{ $method }”的客群：重新抽取客户时它们最能再次出现（一致性 { $ari }）。没有与不用网络的方法比较。
seg-chosen-only = 显示的是“{ $method }”的客群，这是唯一的方法。
seg-chosen-none = 没有方法得到客群。

## What the networks were trained to do
seg-objective-column = 预测“{ $column }”列，因此这一列不作为步骤
seg-objective-next = 由前面的步骤预测下一步
seg-objective-back = 还原整个序列

## What a person should know of a method
seg-resampled = 重新抽取客户时客群是否再次出现，是用随机抽取的 { $n } 位客户计算的。
seg-fewer-starts = 客户有 { $n } 位，因此 K 均值只从 { $starts } 组起点开始，而不是 { $wanted } 组。
seg-stopped-untrained = 训练在第一轮之前就停止了。
seg-network-unread = 有 { $n } 位客户没有任何步骤；网络没有从他们那里学习。
seg-constant-columns = 以下列对每位客户都相同，因此不起作用：{ $columns }。

## Why there are no segments
seg-too-few = 划分客群至少需要 { $least } 位客户；这份文件只有 { $n } 位。
seg-too-few-hint = 请使用客户更多的文件。
seg-too-alike = 要求分成 { $k } 个客群，但在所选的列中只有 { $different } 位客户彼此不同。
seg-too-alike-hint = 请选择更少的客群或更多的列。
seg-count = 客群数应在 2 到 { $most } 之间。
seg-count-hint = 请选择其间的数目，或使用建议的数目。
seg-not-a-number = “{ $column }”列是文字，而这里需要数字。
seg-not-a-number-hint = 请选择数字列来代替“{ $column }”。
seg-no-months = 所选的列中没有逐月重复的同一项目。
seg-no-months-hint = 请选择至少两个月的列，或者把每一列当作一步。

## 客群图表
seg-chart-everyone = 全体客户
seg-chart-against = { $mean } · 全体 { $overall }
seg-chart-sd = 与全体相差的标准差数
seg-chart-map-title = 从差异最大的角度看客户（{ $share }）
seg-chart-map-alt = { $n } 位客户在一个平面上；向右：{ $x }；向上：{ $y }。{ $parts }。
seg-chart-map-part = { $segment }：{ $n } 位客户
seg-chart-profile-title = 各客群的特点
seg-chart-profile-alt = 各客群与全体相比（标准差）。{ $parts }。
seg-chart-profile-part = { $segment } 差异最大的是 { $column }（{ $sd }）
seg-chart-difference-title = { $segment } 与全体相比
seg-chart-difference-alt = { $segment } 与全体相比，差异最大的在前。{ $parts }。
seg-chart-difference-part = { $column } { $mean }，全体 { $overall }
seg-chart-k = 客群数量
seg-chart-k-part = { $k } 个客群时为 { $value }
seg-chart-k-alt = 不同客群数量的{ $what }。{ $parts }。
seg-chart-inertia-title = 客户离客群均值有多远
seg-chart-inertia = 簇内平方和
seg-chart-inertia-alt = 不同客群数量的{ $what }。{ $parts }。{ $knee }
seg-chart-knee = 曲线在 { $k } 个客群处转折。
seg-chart-no-knee = 曲线没有明显的转折。
seg-chart-silhouette-title = 客群之间分得多清楚
seg-chart-silhouette = 轮廓系数
seg-chart-groupless = 无群体对照
seg-chart-db-title = 客群之间重叠多少
seg-chart-db = 戴维森堡丁指数
seg-chart-stability-title = 重新抽样后能否再现
seg-chart-stability = 稳定性（ARI）
seg-chart-loss-title = 网络的学习过程
seg-chart-nulls-title = 与无法知道顺序的网络相比
seg-chart-nulls-alt = { $method } 各次训练的轮廓系数中位数为 { $value }（自身空间）；无法知道顺序的网络没有一个高于 { $largest }。
seg-chart-own-silhouette = 方法自身空间中的轮廓系数
seg-chart-untrained = 同样的网络，未训练
seg-chart-shuffled = 同样的网络，步骤打乱
seg-chart-months-title = 从月份 { $from } 到月份 { $to }
seg-chart-months-alt = 在月份 { $from } 和月份 { $to } 都在的 { $n } 位客户中，{ $stayed } 位客群不变。
seg-chart-months-rows = 月份 { $month } 时的客群
seg-chart-months-columns = 月份 { $month } 时的客群
seg-chart-months-share = 百分比：占该行客群全部客户的比例
seg-chart-months-cell = { $n } 位客户从 { $row } 变为 { $column }
seg-chart-share-title = 各月的客群
seg-chart-share-alt = 各月每个客群的客户占比。{ $parts }。
seg-chart-months-part = { $segment }：第一个月 { $first }，最后一个月 { $last }
seg-chart-share = 客户占比（百分数）
seg-chart-month = 月份
seg-chart-correlation-title = 一起升降的列
seg-chart-correlation-alt = 各列之间的相关系数，最强的是：{ $parts }。
seg-chart-correlation-part = { $a } 与 { $b }：{ $r }
seg-chart-variance-title = 每个主成分包含多少差异
seg-chart-variance-alt = 第一主成分包含客户之间全部差异的 { $first }，前两个共 { $two }；{ $n } 个主成分包含五分之四。
seg-chart-variance = 方差占比
seg-chart-variance-sum = 累计
seg-chart-component = 主成分
