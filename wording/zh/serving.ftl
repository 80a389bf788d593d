## 谁可进入

serve-open = 本页面将以 { $reached } 对他人开放，却无人核实来者身份：他们能看到其中所有用户库。请只在本机提供（server.address = "127.0.0.1"），或让用户在页面上登录（.streamlit/secrets.toml 中的 [auth] 一节），或将其置于负责登录的代理之后，并用 { $setting } 加以说明。具体做法见 docs/serving.md。
serve-no-authlib = 已有 [auth] 一节，但登录还需要软件包 Authlib：pip install "Authlib>=1.3.2,<2"。
serve-other-name = 本页面不以该名称提供。运行者可将该名称加入 server.allowedHosts。
serve-other-page = 此请求来自其他地址的页面，不予答复。如前面有代理，代理必须原样转发浏览器发来的 Host 头。
sign-in-lead = 请登录以查看本服务器上的用户库。
sign-in = 登录
sign-out = 退出登录
