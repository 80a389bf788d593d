## Who is let in

serve-open = This page would be open to others under { $reached }, and nobody asks them who they are: they could see every base on it. Serve it on this machine alone (server.address = "127.0.0.1"); or have people sign in on the page itself (the section [auth] in .streamlit/secrets.toml); or put it behind a proxy that signs them in, and say so with { $setting }. docs/serving.md shows each.
serve-no-authlib = The section [auth] is there, but signing in needs the package Authlib: pip install "Authlib>=1.3.2,<2".
serve-other-name = This page is not served under that name. Whoever runs it can add the name to server.allowedHosts.
serve-other-page = This came from a page of another address and is not answered. If a proxy stands in front, it must hand on the header Host as the browser sent it.
sign-in-lead = Sign in to see the bases on this server.
sign-in = Sign in
sign-out = Sign out
