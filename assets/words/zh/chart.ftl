### 图表的文字

chart-round = 轮次
chart-error = 误差
chart-rate = 学习率
chart-accuracy = 留出客户上的准确率
chart-error-title = 各轮误差
chart-error-alt = 各轮误差。{ $parts }。
chart-error-part = { $method }：第 { $round } 轮后训练误差为 { $train }，验证误差为 { $valid }
chart-line-valid = { $method }（验证）
chart-rate-title = 各轮学习率
chart-rate-alt = 各轮学习率。{ $parts }。
chart-rate-part = { $method }：第 { $round } 轮为 { $rate }
chart-nothing-yet = 暂无内容。
chart-accuracy-title = 各方法的准确率
chart-accuracy-alt = 各方法在留出客户上的准确率。{ $parts }。
chart-auc = 留出客户上的 ROC 曲线下面积
chart-auc-title = 各方法的排序能力（AUC）
chart-auc-alt = 各方法在留出客户上的 ROC 曲线下面积。{ $parts }。
chart-accuracy-part = { $method }：{ $mean } ± { $sd }
chart-confusion-title = 真实类别与预测类别
chart-confusion-title-tiers = 真实等级与预测等级
chart-confusion-rows = 真实{ $kind }
chart-confusion-columns = 预测{ $kind }
chart-confusion-alt = 在 { $all } 位留出客户中，{ $right } 位得到其真实{ $kind }。{ $parts }。
chart-confusion-part = { $class }：{ $all } 位中 { $right } 位

## 矩阵与合计
chart-confusion-share = 百分比：占该行真实{ $kind }全部客户的比例
chart-confusion-cell = { $n } 位客户：实际为 { $row }，预测为 { $column }
chart-sum-alt = { $parts }。合计：{ $total }。单位：{ $unit }。
chart-sum-part = { $name } { $value }

## 价值等级
chart-money-a-year = 每年金额
chart-contribution-title = 全体客户的贡献
chart-contribution-customer = { $customer } 的贡献
chart-contribution-sum = 贡献
chart-tier-customers-title = 各等级的客户
chart-tier-customers = 客户占比
chart-tier-value-title = 各等级的贡献
chart-tier-value = 贡献占比
chart-tier-alt = 各等级的{ $what }。{ $parts }。
chart-tier-part = { $tier }：{ $share }
chart-migration-title = 从前期的等级到后期的等级
chart-migration-rows = 前期的等级
chart-migration-columns = 后期的等级
chart-migration-share = 百分比：占该行等级全部客户的比例
chart-migration-cell = { $n } 位客户从 { $row } 变为 { $column }
chart-migration-alt = { $n } 位客户中，{ $stayed } 位等级不变，{ $up } 位上升，{ $down } 位下降。
chart-error-to-reach = 要达到的误差

## 预测某一类的图表
chart-churn-found = 找出比例（%）
chart-churn-vain = 其他客户中误联系（%）
chart-churn-right = 联系中命中（%）
chart-churn-called = 联系的客户（%）
chart-churn-chance = 随机
chart-churn-anybody = 随意联系：
chart-churn-roc-title = 找出与误联系（ROC）
chart-churn-roc-line = 面积 { $auc }
chart-churn-roc-alt = ROC 曲线，面积 { $auc }。在当前界限下找出 { $found }，其他客户中有 { $vain } 被误联系。
chart-churn-pr-title = 命中率与找出比例（精确率–召回率）
chart-churn-pr-line = 平均 { $value }
chart-churn-pr-alt = 精确率–召回率曲线，平均精确率 { $value }。在当前界限下找出 { $found }，联系的客户中 { $precision } 属于该类别；全部客户中占 { $share }。
chart-churn-gains-title = 从概率最高者开始联系能找出多少（累积增益）
chart-churn-gains-line = 找出
chart-churn-gains-alt = 累积增益。当前界限下联系 { $called } 的客户，找出该类别的 { $found }；只联系概率最高的 { $tenth }，找出 { $of_tenth }。
chart-churn-lift = 倍数
chart-churn-lift-title = 比随意联系好多少倍（提升度）
chart-churn-lift-alt = 提升度。概率最高的十分之一客户中，该类别是随意挑选的 { $first } 倍；当前界限下联系的 { $called } 客户中是 { $lift } 倍。
chart-churn-perfect = 与所说一致
chart-churn-before = 校准前
chart-churn-after = 校准后
chart-churn-as-they-are = 模型给出的概率
chart-churn-said = 所说（%）
chart-churn-happened = 实际（%）
chart-churn-reliability-title = 所说的概率与实际发生
chart-churn-reliability-part = 所说 { $said }，实际 { $happened }
chart-churn-reliability-alt = 校准后所说的概率与实际属于该类别的比例：{ $parts }。平均偏差校准前 { $before }，校准后 { $after }。
chart-churn-profit = 预期收益
chart-churn-profit-title = 按联系客户数的预期收益及其范围
chart-churn-profit-list = 名单上 { $n } 位
chart-churn-customers = 联系的客户数
chart-churn-profit-alt = 联系 { $called } 位客户时预期收益最大：{ $profit }，范围 { $low } 至 { $high }。
chart-churn-profit-none = 没有可计算的内容。
