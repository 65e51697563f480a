// Users, roles and policies built, tried and torn down with the iam and sts clients of the AWS SDK for JavaScript v3
// alone. Prints a line of JSON.
import assert from 'node:assert/strict';
import * as iamSdk from '@aws-sdk/client-iam';
import * as stsSdk from '@aws-sdk/client-sts';

const endpoint = process.argv[2];

function clients(credentials) {
  const configuration = { endpoint, region: 'us-east-1', ...(credentials && { credentials }) };
  return { iam: new iamSdk.IAM(configuration), sts: new stsSdk.STS(configuration) };
}

const keyOf = (key) => ({ accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey, sessionToken: key.SessionToken });

const refused = (name, call) => assert.rejects(call, (e) => e.name === name || e.Code === name || assert.fail(`${e.name}, not ${name}: ${e.message}`));

const policy = (Effect, Action, Resource = '*') => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect, Action, Resource }] });

const trust = (AWS) => JSON.stringify({
  Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }],
});

const principalOf = ({ Role }) => JSON.parse(decodeURIComponent(Role.AssumeRolePolicyDocument)).Statement[0].Principal.AWS;

const { iam, sts } = clients();
const account = (await sts.getCallerIdentity({})).Account;

// Built.
const PolicyArn = (await iam.createPolicy({
  PolicyName: 'may-deploy', PolicyDocument: policy('Allow', 'sts:AssumeRole', `arn:aws:iam::${account}:role/deploy`),
})).Policy.Arn;
await iam.createGroup({ GroupName: 'engineers' });
await iam.attachGroupPolicy({ GroupName: 'engineers', PolicyArn });
const keys = {};
for (const UserName of ['deployer', 'intern']) {
  await iam.createUser({ UserName });
  keys[UserName] = (await iam.createAccessKey({ UserName })).AccessKey;
}
await iam.addUserToGroup({ GroupName: 'engineers', UserName: 'deployer' });
const { Role } = await iam.createRole({ RoleName: 'deploy', AssumeRolePolicyDocument: trust(`arn:aws:iam::${account}:root`) });
assert.ok(Role.CreateDate instanceof Date && Math.abs(Date.now() - Role.CreateDate.getTime()) < 60_000);
await iam.putRolePolicy({ RoleName: 'deploy', PolicyName: 'read-users', PolicyDocument: policy('Allow', 'iam:GetUser') });
const assume = (UserName) => clients(keyOf(keys[UserName])).sts.assumeRole({ RoleArn: Role.Arn, RoleSessionName: 'release-42' });

// Assumed with permission and without.
const session = await assume('deployer');
assert.equal(session.AssumedRoleUser.AssumedRoleId, `${Role.RoleId}:release-42`);
const inRole = clients(keyOf(session.Credentials));
assert.equal((await inRole.iam.getUser({ UserName: 'intern' })).User.Arn, `arn:aws:iam::${account}:user/intern`);
await refused('AccessDenied', () => inRole.iam.listUsers({}));
await refused('AccessDenied', () => assume('intern'));

// What changes counts with the next request.
await iam.createPolicyVersion({ PolicyArn, PolicyDocument: policy('Deny', 'sts:AssumeRole'), SetAsDefault: true });
await refused('AccessDenied', () => assume('deployer'));
await iam.setDefaultPolicyVersion({ PolicyArn, VersionId: 'v1' });
await assume('deployer');

// A trust in a user is a trust in that very user.
await iam.updateAssumeRolePolicy({ RoleName: 'deploy', PolicyDocument: trust(`arn:aws:iam::${account}:user/deployer`) });
await assume('deployer');
const firstId = (await iam.getUser({ UserName: 'deployer' })).User.UserId;
await refused('DeleteConflictException', () => iam.deleteUser({ UserName: 'deployer' }));
await iam.removeUserFromGroup({ GroupName: 'engineers', UserName: 'deployer' });
await iam.deleteAccessKey({ UserName: 'deployer', AccessKeyId: keys.deployer.AccessKeyId });
await iam.deleteUser({ UserName: 'deployer' });
await iam.createUser({ UserName: 'deployer' });
await iam.addUserToGroup({ GroupName: 'engineers', UserName: 'deployer' });
keys.deployer = (await iam.createAccessKey({ UserName: 'deployer' })).AccessKey;
await refused('AccessDenied', () => assume('deployer'));
assert.equal(principalOf(await iam.getRole({ RoleName: 'deploy' })), firstId);

// Read back in pages.
const users = [];
for await (const page of iamSdk.paginateListUsers({ client: iam, pageSize: 1 }, {})) {
  users.push(...page.Users.map((user) => user.UserName));
}
assert.ok(['deployer', 'intern'].every((name) => users.includes(name)), users.join());

// Torn down.
await iam.removeUserFromGroup({ GroupName: 'engineers', UserName: 'deployer' });
for (const UserName of ['deployer', 'intern']) {
  await iam.deleteAccessKey({ UserName, AccessKeyId: keys[UserName].AccessKeyId });
  await iam.deleteUser({ UserName });
}
await iam.detachGroupPolicy({ GroupName: 'engineers', PolicyArn });
await iam.deleteGroup({ GroupName: 'engineers' });
await refused('DeleteConflictException', () => iam.deleteRole({ RoleName: 'deploy' }));
await iam.deleteRolePolicy({ RoleName: 'deploy', PolicyName: 'read-users' });
await iam.deleteRole({ RoleName: 'deploy' });
await iam.deletePolicyVersion({ PolicyArn, VersionId: 'v2' });
await iam.deletePolicy({ PolicyArn });
await refused('NoSuchEntityException', () => iam.getRole({ RoleName: 'deploy' }));
await refused('NoSuchEntityException', () => iam.getPolicy({ PolicyArn }));

console.log(JSON.stringify({
  users: (await iam.listUsers({})).Users.map((user) => user.UserName),
  policies: (await iam.listPolicies({ Scope: 'Local' })).Policies ?? [],
}));
