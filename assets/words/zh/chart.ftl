### Words of chart

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
chart-confusion-rows = 真实类别
chart-confusion-columns = 预测类别
chart-confusion-alt = 在 { $all } 位留出客户中，{ $right } 位得到其真实类别。{ $parts }。
chart-confusion-part = { $class }：{ $all } 位中 { $right } 位
