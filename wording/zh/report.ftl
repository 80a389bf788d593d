## 导出的报告。
report-title = Transfer Impact：流量转赠对加油包购买、满意度和利润的影响
report-provenance = 数据来源
report-base = 用户库
report-fingerprint = 指纹
report-seed = 随机抽取种子
report-version = 版本
report-months = 测算月份
report-rules = 规则
report-assumptions = 假设
