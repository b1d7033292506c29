## 选择要回答的问题
ui-seg-choose-title = 哪些客户相似，依据是什么？
ui-seg-question-tiers = 分级
ui-seg-question-tiers-more = 用 BP 网络竞赛学习价值等级或标签的各个类别
ui-seg-question-segments = 发现客群
ui-seg-question-segments-more = 用 K 均值和循环网络找出相似的客户
ui-seg-question-why-label = 建议：有一列像是要预测的结果
ui-seg-question-why-transactions = 建议：交易记录说明了客户的价值
ui-seg-question-why-segments = 建议：文件中没有标签列

## 选择如何划分客群
ui-seg-k = 分成几个客群
ui-seg-k-term = 参数 k
ui-seg-k-auto = 建议
ui-seg-k-n = { $n } 个客群
ui-seg-k-more = 客群越多越细，也越小。2 到 10 个都会计算，之后可以随时查看
ui-seg-preset-kmeans = 仅 K 均值
ui-seg-preset-pca = 主成分 + K 均值
ui-seg-preset-rnn = 循环网络 + K 均值
ui-seg-preset-all = 全部对比
ui-seg-plan = { $methods } 种方法，{ $k }
ui-seg-plan-auto = 尝试 2 到 10 个客群，并给出建议
ui-seg-plan-k = 按 { $n } 个客群比较
ui-seg-missing = 空单元格按此处理
ui-seg-missing-term = 填补
ui-seg-fill-median = 中间值
ui-seg-fill-mean = 平均值
ui-seg-fill-zero = 0
ui-seg-fill-suggested = { $fill }（建议）
ui-seg-sequence = 网络依次读取的内容
ui-seg-sequence-term = 序列的步
ui-seg-months = 月份
ui-seg-months-none = 文件中没有逐月记录同一内容的列
ui-seg-months-shape = { $steps } 个月，{ $n } 项内容：{ $names }
ui-seg-turn = 颠倒方向
ui-seg-columns = 以列为步
ui-seg-objective = 它在此过程中学习什么
ui-seg-objective-term = 目标
ui-seg-objective-next = 下一步
ui-seg-objective-itself = 整个序列
ui-seg-objective-column = 某一列
ui-seg-target = 要预测的列
ui-seg-target-auto = 自动
ui-seg-target-more = 该列不再作为输入；自动时取表示发生频率的列（若有）
ui-seg-columns-used = 按 { $used } 列比较客户（共 { $all } 列）
ui-seg-value = 客群的价值
ui-seg-value-none = 只看客户数
ui-seg-value-more = 选择一列金额后，每个客群还会显示其占总额的份额

## 训练客群
ui-seg-train-title = 正在寻找客群
ui-seg-train-sub = 用 K 均值尝试不同的客群数，训练网络，然后比较各方法
ui-seg-train-share = 已完成 { $share }
ui-seg-train-over = 完成
ui-seg-train-networks = 网络
ui-seg-train-networks-none = 没有网络参与，无需训练
ui-seg-train-round = 轮次
ui-seg-train-error = 最小误差
ui-seg-train-watched = 在网络未学习的客户上的误差；保留误差最小的一轮

## 客群结果
ui-seg-title = { $k ->
    [2] 两个
    [3] 三个
    [4] 四个
    [5] 五个
    [6] 六个
    [7] 七个
    [8] 八个
    [9] 九个
    [10] 十个
   *[other] { $k } 个
}客群
ui-seg-other-number = 当前查看 { $k } 个，推荐 { $recommended } 个。{ $reason }
ui-seg-number = 个客群
ui-seg-none = 结果中没有这个数量的客群
ui-seg-stopped = 提前结束：显示到那时为止的结果
ui-seg-tab-segments = 客群
ui-seg-tab-map = 地图
ui-seg-tab-profile = 特点
ui-seg-tab-number = 分几个
ui-seg-tab-helped = RNN 有帮助吗？
ui-seg-tab-methods = 方法
ui-seg-tab-months = 逐月变化
ui-seg-tab-explore = 列
ui-seg-customer = 客户 { $customer }
ui-seg-customer-row = 第 { $row } 行

## 客群卡片
ui-seg-card = 客群 S{ $code } { $name }：占客户的 { $share }，{ $n } 位
ui-seg-name = 名称
ui-seg-sentence = 特点
ui-seg-action = 建议做法
ui-seg-share = 占比
ui-seg-value-share = 价值占比
ui-seg-checks = 检查
ui-seg-of-customers = 的客户 · { $n } 位
ui-seg-of-value = { $column } 的 { $share }
ui-seg-check-distinct = 清晰
ui-seg-check-big = 够大
ui-seg-check-reachable = 可触达
ui-seg-check-stable = 稳定
ui-seg-check-passed = { $check }：是。{ $words }
ui-seg-check-failed = { $check }：未通过。{ $words }
ui-seg-helped-head = RNN 有帮助吗？
ui-seg-method-head = 客群的由来。
ui-seg-division-head = 注意。
ui-seg-division-more = 查看各种客群数量
ui-seg-helped-more = 并排查看所有方法

## 客户地图
ui-seg-map-reset = 显示常用范围
ui-seg-map-how = 拖动可移动，滚轮可缩放，双击回到常用范围。键盘：+ 和 − 缩放，方向键移到下一位客户，Home 回到常用范围
ui-seg-map-click = 点击一位客户、一个客群或列表中的一行：地图、列表和特点图随之变化。
ui-seg-map-drawing = 正在绘制客户…
ui-seg-map-outside = 另有 { $n } 位客户在更远处
ui-seg-axis-right = 向右：{ $words } 更多（占全部差异的 { $share }）
ui-seg-axis-up = 向上：{ $words } 更多（占全部差异的 { $share }）
ui-seg-replay-play = 播放 K-means 的划分过程
ui-seg-replay-pause = 暂停
ui-seg-replay-slider = K-means 的迭代
ui-seg-replay-at = 第 { $at } 次迭代，共 { $of } 次 · 簇内平方和 { $inertia }
ui-seg-replay-sample = 播放时显示 { $n } 位客户
ui-seg-replay-other = 在 { $k } 个客群时可以播放 K-means 的划分过程
ui-seg-everybody = 全体客户
ui-seg-all-customers = { $n } 位客户
ui-seg-sure = 把握 { $share }
ui-seg-sure-head = 把握
ui-seg-sure-more = 离本客群比离下一个客群近多少：0 % 表示正好在两者之间，100 % 表示就在均值处
ui-seg-fits-none = 不属于任何客群
ui-seg-fits-none-more = 离均值比该客群 99 % 的客户都远
ui-seg-column = 列
ui-seg-this-customer = 该客户
ui-seg-segment-mean = 客群
ui-seg-overall-mean = 全体
ui-seg-segment = 客群
ui-seg-size = { $n } 位客户，占全体的 { $share }
ui-seg-representatives = 最典型的客户（离均值最近）
ui-seg-listed = { $segment }：{ $n } 位
ui-seg-listed-all = 全体客户：{ $n } 位

## 分几个客群
ui-seg-number-table = 各种数量与各项指标
ui-seg-number-sampled = 轮廓系数取自随机抽取的 { $n } 位客户
ui-seg-number-higher = · 越高越好
ui-seg-number-lower = · 越低越好
ui-seg-number-bend = 转折处
ui-seg-number-recommended = 推荐
ui-seg-number-row = { $k } 个客群：轮廓系数 { $silhouette }，稳定性 { $ari }，最小客群 { $share }
ui-seg-number-k = 客群数量
ui-seg-number-k-more = K-means 的 k。点击一行即可查看划分成这么多客群的客户
ui-seg-number-inertia = 簇内平方和
ui-seg-number-inertia-more = 到均值距离的平方和。总是下降；转折处之后再增加客群意义不大
ui-seg-number-silhouette = 轮廓系数
ui-seg-number-silhouette-more = 从 −1 到 1：客户离本客群比离下一个客群近多少。越高越好
ui-seg-number-groupless = 无群体对照
ui-seg-number-groupless-more = 本无群体的客户很难超过的轮廓系数（20 份数据的均值加三个标准差），取两种对照中较高者：均匀分布；或各列偏斜与此相同、只有一个峰并单独打乱。轮廓系数没有至少高出 0.02 的客群只是一种划分
ui-seg-number-db = 戴维森堡丁
ui-seg-number-db-more = 客群的宽度与客群间距离之比。越低越好
ui-seg-number-ch = 卡林斯基
ui-seg-number-ch-more = 客群之间的离散与客群内部离散之比（Calinski–Harabasz）。越高越好
ui-seg-number-gap = 间隙统计量
ui-seg-number-gap-more = 比均匀分布的客户紧密多少。粗体：下一个数目没有超过它一个标准误以上的第一个数目
ui-seg-number-stability = 稳定性
ui-seg-number-stability-more = 与重新抽样后的客群之间的调整兰德指数，20 次的中位数。1 表示完全相同
ui-seg-number-jaccard = 最不稳定
ui-seg-number-jaccard-more = 再现最差的客群的杰卡德指数；高于 0.75 为稳定
ui-seg-number-smallest = 最小客群
ui-seg-number-smallest-more = 最小客群的客户占比

## 网络是否有帮助
ui-seg-further = 还发现了什么
ui-seg-helped-yes = 有帮助
ui-seg-helped-no = 对此文件没有
ui-seg-helped-undecided = 在此文件上无法判断
ui-seg-legend-kept = 保留的轮次
ui-seg-m-table = { $k } 个客群时的所有方法
ui-seg-m-table-more = 两个空间中的轮廓系数：自身空间偏向该方法，共同空间（普通 K-means 的空间）对所有方法相同
ui-seg-m-shown = 当前显示
ui-seg-m-method-more = 按什么给客户分组
ui-seg-m-own = 自身空间
ui-seg-m-own-more = 轮廓系数，在该方法自己分组的空间中。方法之间不可比较
ui-seg-m-common = 共同空间
ui-seg-m-common-more = 轮廓系数，在标准化的列中，所有方法相同的空间。普通 K-means 就在其中分组，几乎总是最高
ui-seg-m-db-own = D–B（自身）
ui-seg-m-db-common = D–B（共同）
ui-seg-m-db-more = 戴维森堡丁指数：客群的宽度与客群间距离之比。越低越好
ui-seg-m-stability = 稳定性
ui-seg-m-stability-more = 与重新抽样后的客群之间的调整兰德指数，20 次居中的一次。1 表示完全相同
ui-seg-m-quartiles = 居中的一半结果：{ $low } 到 { $high }
ui-seg-m-seeds = 重新训练
ui-seg-m-seeds-more = 从其他权重重新训练后的调整兰德指数：客群会再现吗？要求至少 0.6
ui-seg-m-agreement = 与 K-means
ui-seg-m-agreement-more = 与普通 K-means 客群之间的调整兰德指数：1 表示客群相同
ui-seg-m-seconds = 秒
ui-seg-m-seconds-more = 该方法在这台电脑上用的时间

## 逐月的客群
ui-seg-moves-none = 此文件没有月份
ui-seg-moves-other = 逐月变化按 { $k } 个客群计算
ui-seg-moves-alone = 卡片按客户的全部信息归类，本页只按单个月归类，所以比例不同。某月没有数据的客户不计入该月
ui-seg-moves-so-far = 卡片按客户的所有月份归类，本页按截至该月的月份归类，所以在最后一个月之前比例不同。某月没有数据的客户不计入该月
ui-seg-moves-drift = 谁转向哪里
ui-seg-moves-still = 没有客户转到别的客群

## 客群所用的列
ui-seg-months-apart = 逐月显示
ui-seg-months-together = 同一项目的各月合为一行，取各月的平均；项目之间取各对月份的平均
ui-seg-components = 各主成分代表什么
ui-seg-treated = 对各列的处理
ui-seg-empty-cells = 空
ui-seg-filled = 填充值
ui-seg-skewness = 偏度
ui-seg-log = 对数
ui-seg-log-yes = 是

## 导出客群
ui-seg-export-sub = 文件中的每位客户及其所属客群
ui-seg-export-added = 附客群编号和名称（共 { $n } 个）以及归属的明确程度
ui-seg-export-labelled = 您的名单，逐行附上客群编号、名称和归属的明确程度
ui-seg-export-model = 客群模型：无需重新训练即可为新客户归群

## 客群的状态与说明
ui-seg-status-stopped = 已停止，用时 { $time }
ui-seg-status-all = 客群由全部客户得出，没有留出的客户
why-seg-kmeans = K 均值如何划分客群
why-seg-kmeans-more = 它在每个客群中放一个均值，把每位客户归到最近的均值，再把均值移到其客户的中心，如此重复直到没有客户变动。从十次起点中保留最好的一次。
why-seg-k = 分成几个客群
why-seg-k-more = 不存在唯一正确的数目。程序对 2 到 10 的每个数目衡量客群分得是否清楚、换一批客户后能否再次得到、以及最小的客群有多小，然后建议一个适合营销活动的数目，由您决定。
why-seg-network = 循环网络的作用
why-seg-network-more = 它逐步读取一位客户并保持记忆。最后一步之后的记忆就是该客户的新画像，K 均值在这些画像中寻找客群。
why-seg-nulls = 程序如何判断网络是否有帮助
why-seg-nulls-more = 没有学到任何东西的网络，以及看到打乱次序的网络，也会给出客群。只有多数训练都胜过所有这些网络、客群能够再现、且不比普通 K 均值更不稳定的网络，才真正利用了各步的次序。接近界线时，程序会说明无法判断。
why-seg-silhouette = 客群分得有多清楚
why-seg-silhouette-more = 轮廓系数比较客户到本客群的距离（a）与到最近的其他客群的距离（b）。1 表示清楚，0 表示在边界上。各方法在同一空间中比较，否则数字没有意义。
why-seg-stable = 客群是否真实
why-seg-stable-more = 在随机抽取的客户中重新划分二十次。调整兰德指数为 1 表示结果相同，为 0 表示只是偶然一致。
why-seg-checks = 对客群的四个问题
why-seg-checks-more = 它是否与众不同、是否大到足以开展活动、是否由银行可据以触达客户的列来区分、换一批客户后是否稳定？
