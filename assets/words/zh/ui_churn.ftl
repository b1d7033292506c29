### 窗口中预测某一类的用语

## 选择
ui-churn-question = 预测谁会流失或购买
ui-churn-question-more = 任意标签的某一类别，以及该联系谁
ui-churn-question-why = 建议：有一列是二选一的结果
ui-churn-choose-title = 应该联系谁？
ui-churn-class = 要找哪一类客户。未选择时为最少的一类
ui-churn-preset-better = 更好的网络
ui-churn-preset-source = 与原文相同
ui-churn-preset-baselines = 仅基准方法
ui-churn-preset-search = 自动搜索
ui-churn-preset-all = 全部并排
ui-churn-threshold = 从多大的概率起联系
ui-churn-threshold-term = 阈值
ui-churn-rule-f2 = 尽量找出（F2）
ui-churn-rule-cost = 按成本
ui-churn-rule-capacity = 限定联系数
ui-churn-rule-recall = 找出一定比例
ui-churn-rule-fixed = 指定
ui-churn-rule-more = 在验证客户上确定：{ $rule }
ui-churn-rule-fixed-more = 界限 { $rule }，不另行寻找
ui-churn-cost-vain = 白联系一位的成本
ui-churn-cost-missed = 漏掉一位的成本
ui-churn-capacity = 可以联系的客户数
ui-churn-recall-floor = 要找出该类别的比例
ui-churn-fixed = 从此概率起联系
ui-churn-calibration = 让概率可信
ui-churn-calibration-term = 校准
ui-churn-calibration-auto = 自动
ui-churn-calibration-none = 不校准
ui-churn-calibration-platt = Platt 曲线
ui-churn-calibration-isotonic = 保序
ui-churn-calibration-more = 从验证客户学得：{ $how }
ui-churn-campaign = 联系的成本与收益
ui-churn-campaign-term = 营销活动
ui-churn-cost = 联系一次的成本
ui-churn-gain = 一次见效的联系带来的价值
ui-churn-success = 找对客户时见效的比例
ui-churn-budget-limited = 预算有限
ui-churn-budget = 预算
ui-churn-break-even = 概率从 { $share } 起，联系才划算
ui-churn-never-pays = 按这些数字，联系任何人都不划算

## 训练
ui-churn-trials = 搜索的 { $n } 次尝试
ui-churn-trial-rounds = 轮数
ui-churn-trial-loss = 误差
ui-churn-trial-running = 进行中
ui-churn-trial-dropped = 让位于更好的
ui-churn-trial-finished = 已完成
ui-churn-trial-kept = 保留

## 结果的各个视图
ui-churn-view-ranking = 排序
ui-churn-view-calibration = 校准
ui-churn-view-campaign = 营销活动
ui-churn-view-methods = 方法

## 界限
ui-churn-headline = 每 100 位 { $label } = { $class } 的客户能找出 { $recall } 位；每联系 100 位，{ $precision } 位确实如此
ui-churn-sub = { $file } · 预测 { $label } · 已标注 { $n } 位客户 · 标题数字：一次划分，留出 { $held } 位
ui-churn-call-from = 从此概率起联系
ui-churn-slider = 从多大的概率起联系客户
ui-churn-found-by-rule = 找到的界限：{ $threshold }（{ $rule }）
ui-churn-back = 回到找到的界限
ui-churn-many-classes = 类别太多，界限保持找到时的值
ui-churn-called = 联系
ui-churn-of = { $n } / { $of }
ui-churn-f2 = F2 分数
ui-churn-f2-more = 找出算双倍
ui-churn-words-as-chosen = 您移动了界限。以下文字说的是原先找到的界限。
ui-churn-against = AUC × 100，与 { $method } 相比
ui-churn-matrix-at = 从 { $threshold } 起联系

## 校准
ui-churn-ece = 概率平均偏差（ECE）
ui-churn-points = { $n } 个百分点
ui-churn-calibrated-by = 处理方式：{ $how }
ui-churn-said = 所说
ui-churn-happened = 实际
ui-churn-bins = 留出客户按概率分组
ui-churn-bins-more = { $label } = { $class } 的比例接近平均概率时，概率可以照字面理解。客户少的组，比例会跳动。

## 营销活动
ui-churn-call-some = 联系 { $called } 位客户：约有 { $kept } 次联系见效
ui-churn-call-brings = 预期收益 { $profit }（若留出的是其他客户，则为 { $low } 至 { $high }），前提是尚未确知 { $label } = { $class } 的 { $population } 位客户中，属于该类别的比例与留出的客户相同
ui-churn-call-nobody = 按这些数字，联系任何人都得不偿失
ui-churn-call-up-to = 把最可能的 { $n } 位列入名单
ui-churn-list-here = 联系名单正是这些客户
ui-churn-list-other = 联系名单取决于界限，现有 { $n } 位；按下按钮后才会改变
ui-churn-list-over = 联系名单有 { $n } 位，全部联系需 { $cost }，超出预算 { $budget }
ui-churn-list = 联系名单上有 { $n } 位客户，尚未确知 { $label } = { $class } 的共 { $there } 位
ui-churn-list-more = 点击客户查看原因
ui-churn-rank = 名次
ui-churn-tenth = 十分位
ui-churn-control = 不联系
ui-churn-reasons = 主要依据
ui-churn-control-yes = 不联系

## 方法
ui-churn-average-precision = 平均精确率
ui-churn-log-loss = 对数损失
ui-churn-ece-short = 校准误差
ui-churn-measured = { $method }，在一组留出客户上
ui-churn-range = { $low } 至 { $high }
ui-churn-range-few = 太少，无范围
ui-churn-accuracy = 准确率（是否该类）
ui-churn-measured-more = 换成其他客户时，100 次中有 95 次落在此范围内
ui-churn-measured-chosen = 按找到的界限。换成其他客户时，100 次中有 95 次落在此范围内
ui-churn-rivals = 在同样的客户上（DeLong）
ui-churn-rival-worse = { $method } 排序较差：AUC { $auc }（p { $p }）
ui-churn-rival-better = { $method } 排序较好：AUC { $auc }（p { $p }）
ui-churn-rival-alike = { $method } 分不出高下：AUC { $auc }（p { $p }）
ui-churn-rivals-more = 只用一组客户评判；所有重复的结果见下表

## 导出
ui-churn-export-calls = 需要联系谁，概率最高的在前，前 300 位附有理由，并标出不联系的对照客户
ui-churn-export-model = 为新客户打分，可在此处或命令行使用
ui-churn-export-called = { $threshold }：联系名单上有 { $n } 位客户
ui-churn-export-chosen = 即在验证客户上找到的界限
ui-churn-export-moved = 按您在结果中设定的界限；标签、联系名单、模型和各项数字都随之而定

## 为什么？
why-churn-network = 网络做什么
why-churn-network-more = 它给每位客户一个属于该类别的概率 p。ReLU 单元逐层变换各列，最后一个单元把它们的和 z 压到 0 与 1 之间。学习的目标是让真实结果 y 尽可能不出乎意料。
why-churn-threshold = 为什么不是 50 %？
why-churn-threshold-more = 漏掉一位该类别的客户，通常比白打一个电话代价更高，所以远低于一半就开始联系。规则只看验证客户，由留出的客户来评判。
why-churn-calibration = 校准
why-churn-calibration-more = 给出 30 % 概率的客户，100 位中应有 30 位属于该类别。Platt 用一条曲线调整所有概率，保序法用只升不降的阶梯；两者都从验证客户学得。
why-churn-campaign = 联系何时划算
why-churn-campaign-more = 客户属于该类别，联系就找对了人；找对的联系中有一部分见效。概率乘以见效的比例，再乘以一次见效的价值，大于联系的成本时，联系才划算。
why-churn-ranking = 排序有多好
why-churn-ranking-more = 任取一位该类别的客户和一位其他客户，AUC 是前者概率更高的比例。0.5 相当于随机。它与界限无关。
why-churn-matrix = 滑块与矩阵
why-churn-matrix-more = 界限越低，找出的越多，白联系的也越多。数值、矩阵、联系名单和导出都随滑块而变；文字说明针对的是找到的界限；滑块下的标记是找到的界限。
why-churn-range = 范围
why-churn-range-more = 从留出的客户中反复重新抽取（自助法）：100 个这样的数字中有 95 个落在范围内。
