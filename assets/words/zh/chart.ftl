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
