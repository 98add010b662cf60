"""Reads the sandbox's Work Weixin through wechatpy and says what came back.

Usage: python wecom.py URL CORP_ID SECRET
Ends with an exception where a call fails or a reply is not what that client's users rely on.
"""

import sys
import warnings

warnings.simplefilter("ignore")

from wechatpy.enterprise import WeChatClient  # noqa: E402
from wechatpy.exceptions import WeChatClientException  # noqa: E402

url, corp_id, secret = sys.argv[1:]


class Client(WeChatClient):
    """The client, sent to another address; that of its tokens is written out in the client's code."""

    API_BASE_URL = f"{url}/cgi-bin/"

    def fetch_access_token(self):
        """Fetches a token from the other address."""
        params = {"corpid": self.corp_id, "corpsecret": self.secret}
        return self._fetch_access_token(url=f"{url}/cgi-bin/gettoken", params=params)


client = Client(corp_id, secret)
departments = client.department.get()
assert len(departments) > 1, departments
root = min(departments, key=lambda department: department["id"])
inside = client.department.get(departments[1]["id"])
assert 0 < len(inside) < len(departments), inside

members = client.user.list(root["id"], fetch_child=True)
assert len(members) > 1, members
names = client.department.get_users(root["id"], fetch_child=True)
assert {member["userid"] for member in members} == {name["userid"] for name in names}
one = client.user.get(members[0]["userid"])
assert one["name"] == members[0]["name"], one

try:
    client.user.get("nobody-of-this-name")
    raise AssertionError("nobody was found")
except WeChatClientException as refusal:
    assert refusal.errcode == 60111, refusal

stranger = Client(corp_id, "wrong")
try:
    stranger.department.get()
    raise AssertionError("a stranger was let in")
except WeChatClientException as refusal:
    assert refusal.errcode == 40001, refusal

print(f"wechatpy: {len(departments)} departments, {len(members)} members")
