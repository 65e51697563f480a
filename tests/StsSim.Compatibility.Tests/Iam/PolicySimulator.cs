using StsSim.Compatibility.Tests.Iam;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

[assembly: AssemblyFixture(typeof(PolicySimulator))]

namespace StsSim.Compatibility.Tests.Iam;

/// <summary>
/// A simulator for what policies are held by and limited by: many accounts, each with a role <c>/service/app</c> that its
/// administrator may assume, in one organization; one account has a service control policy that denies SQS.
/// </summary>
public sealed class PolicySimulator : RunningSimulator
{
    private const long FirstAccount = 500_000_000_000;
    private const int Accounts = 60;
    private const string MemberId = "599999999999";
    private const string ManagementId = "599999999998";

    private static readonly ClientKey MemberKey = new("AKIAPOLMEMBERTEST2222", "secret-of-member");

    private int _taken;

    /// <summary>The account that may not use SQS; its tests leave no trace another could see.</summary>
    public IamAccount Member => new(this, MemberId, MemberKey, MemberKey);

    protected override string World => $$"""
        {
          "quotas": { "default": { "requestsPerSecond": 100000, "burst": 100000 } },
          "organization": { "id": "o-exampleorg1", "managementAccountId": "{{ManagementId}}" },
          "accounts": [
            {{string.Join(",", Enumerable.Range(0, Accounts).Select(number => AccountOf(IdOf(number), KeyOf(number), "")))}},
            {{AccountOf(MemberId, MemberKey, ServiceControl)}},
            { "id": "{{ManagementId}}" }
          ]
        }
        """;

    private const string ServiceControl = """
        "serviceControlPolicies": {
          "all": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" } },
          "noQueues": { "Version": "2012-10-17", "Statement": { "Effect": "Deny", "Action": "sqs:*", "Resource": "*" } }
        },
        """;

    /// <summary>An account that no other test has, with the administrator <c>admin</c> and the role <c>app</c>.</summary>
    public IamAccount TakeAccount()
    {
        int number = Interlocked.Increment(ref _taken) - 1;
        return number < Accounts
            ? new IamAccount(this, IdOf(number), KeyOf(number), KeyOf(number))
            : throw new InvalidOperationException($"More than {Accounts} accounts are needed: raise the number.");
    }

    private static string AccountOf(string id, ClientKey admin, string settings) => $$"""
        {
          "id": "{{id}}",
          {{settings}}
          "users": [{
            "name": "admin",
            "accessKeys": [{ "accessKeyId": "{{admin.AccessKeyId}}", "secretAccessKey": "{{admin.SecretAccessKey}}" }],
            "managedPolicyArns": ["arn:aws:iam::aws:policy/AdministratorAccess"]
          }],
          "roles": [{
            "name": "app", "path": "/service/",
            "trustPolicy": {
              "Version": "2012-10-17",
              "Statement": { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::{{id}}:user/admin" }, "Action": "sts:AssumeRole" }
            }
          }]
        }
        """;

    private static string IdOf(int number) => $"{FirstAccount + number}";

    private static ClientKey KeyOf(int number) => new($"AKIAPOLADMN{number:000}TEST222", $"secret-of-policy-admin-{number}");
}
