// Calls the sandbox's SeaTable through dtable-web-api, as SeaTable's own pages do, and says what came back.
// Usage: node seatable.js URL TOKEN ORGANIZATION PACKAGE...
// Ends with 1 where a call fails or a reply is not what that client's users rely on.

const assert = require("node:assert");

const [url, token, organization, ...packages] = process.argv.slice(2);

async function drive(name) {
  const Client = require(name).default ?? require(name).DTableWebAPI;
  const { version } = require(`${name}/package.json`);
  const client = new Client();
  client.init({ server: url, token });

  const departments = (await client.orgAdminListWorkWeixinDepartments(organization)).data.department;
  assert(departments.length > 1, "there are departments");
  const root = departments[0];
  const inside = (await client.orgAdminListWorkWeixinDepartments(organization, departments[1].id)).data.department;
  assert(inside.length < departments.length, "a department is less than all");

  const listed = await client.orgAdminListWorkWeixinDepartmentMembers(organization, root.id, { fetch_child: true });
  const members = listed.data.userlist;
  assert(members.length > 1, "there are members");
  assert("contact_email" in members[0], "a member's mail is its contact_email");

  const fresh = { userid: `client-${version}`, name: "客户端", contact_email: `client-${version}@example.com` };
  const first = (await client.orgAdminAddWorkWeixinUsersBatch(organization, [fresh])).data;
  assert.deepStrictEqual([first.success.length, first.failed.length], [1, 0]);
  const again = (await client.orgAdminAddWorkWeixinUsersBatch(organization, [fresh])).data;
  assert.deepStrictEqual(again.failed.map((row) => row.error_msg), ["用户已存在"]);

  const leaf = departments[departments.length - 1];
  const imported = (await client.orgAdminImportWorkWeixinDepartment(organization, leaf.id)).data;
  const rows = imported.success.concat(imported.failed);
  assert(rows.some((row) => row.type === "department" && row.department_id === leaf.id), "the department is reported");

  await assert.rejects(client.orgAdminAddWorkWeixinUsersBatch(organization, []), (error) => {
    assert.strictEqual(error.response.status, 400);
    assert.strictEqual(error.response.data.error_msg, "userlist invalid.");
    return true;
  });
  const stranger = new Client();
  stranger.init({ server: url, token: "0".repeat(40) });
  await assert.rejects(stranger.orgAdminListWorkWeixinDepartments(organization), (error) => {
    return error.response.status === 401;
  });
  console.log(`dtable-web-api ${version}: ${departments.length} departments, ${members.length} members`);
}

(async () => {
  for (const name of packages) {
    await drive(name);
  }
})().catch((error) => {
  console.error(error.response ? [error.response.status, error.response.data] : error);
  process.exit(1);
});
