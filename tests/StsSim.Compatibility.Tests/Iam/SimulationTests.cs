using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Iam;

public sealed class SimulationTests(PolicySimulator simulator, IamSimulator plain)
{
    private const string Bucket = "arn:aws:s3:::bucket";
    private const string Put = """{"Version": "2012-10-17", "Statement": {"Sid": "", "Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}}""";

    private readonly IamAccount _account = simulator.TakeAccount();

    // The shape that LocalStack recorded of AWS for this policy and these actions.
    [Fact]
    public async Task A_user_a_group_and_a_role_are_answered_as_AWS_was_seen_to()
    {
        string arn = await _account.CreatePolicyAsync("Putter", Put);
        (await _account.CallAsync("CreateUser", ("UserName", "Ann"), ("Path", "/x/"))).IsSuccess();
        (await _account.CallAsync("CreateGroup", ("GroupName", "Writers"))).IsSuccess();
        foreach ((string kind, string name, string resource) in ((string, string, string)[])
            [("User", "Ann", "user/x/Ann"), ("Group", "Writers", "group/Writers"), ("Role", "app", "role/service/app")])
        {
            (await _account.CallAsync($"Attach{kind}Policy", ($"{kind}Name", name), ("PolicyArn", arn))).IsSuccess();
            IamAnswer answer = (await SimulateAsync(
                resource, ("ActionNames.member.1", "s3:PutObject"), ("ActionNames.member.2", "s3:GetObjectVersion"), ("ResourceArns.member.1", Bucket))).IsSuccess();

            const string Results = "EvaluationResults/member/";
            const string Specific = Results + "ResourceSpecificResults/member/";
            Assert.Equal(["s3:PutObject", "s3:GetObjectVersion"], answer.Texts(Results + "EvalActionName"));
            Assert.Equal([Bucket, Bucket], answer.Texts(Results + "EvalResourceName"));
            Assert.Equal(["allowed", "implicitDeny"], answer.Texts(Results + "EvalDecision"));
            Assert.Equal(["Putter"], answer.Texts(Results + "MatchedStatements/member/SourcePolicyId"));
            Assert.Equal(["IAM Policy"], answer.Texts(Results + "MatchedStatements/member/SourcePolicyType"));
            Assert.Equal(["1"], answer.Texts(Results + "MatchedStatements/member/StartPosition/Line"));
            Assert.Equal(["41"], answer.Texts(Results + "MatchedStatements/member/StartPosition/Column"));
            Assert.Equal(["113"], answer.Texts(Results + "MatchedStatements/member/EndPosition/Column"));
            Assert.Equal(["true", "true"], answer.Texts(Results + "OrganizationsDecisionDetail/AllowedByOrganizations"));
            Assert.Equal(["allowed", "implicitDeny"], answer.Texts(Specific + "EvalResourceDecision"));
            Assert.Equal([Bucket, Bucket], answer.Texts(Specific + "EvalResourceName"));
            Assert.Equal(["113"], answer.Texts(Specific + "MatchedStatements/member/EndPosition/Column"));
            Assert.Equal(2, answer.Texts(Results + "EvalDecisionDetails").Length);
            Assert.False(answer.Has(Results + "EvalDecisionDetails/entry"));
            Assert.False(answer.Has(Results + "MissingContextValues/member"));
            Assert.False(answer.Has(Results + "PermissionsBoundaryDecisionDetail"));
            Assert.Equal("false", answer.Text("IsTruncated"));
        }
    }

    [Fact]
    public async Task A_user_has_its_groups_policies_and_what_the_request_brings()
    {
        (await _account.CallAsync("CreateUser", ("UserName", "Ann"))).IsSuccess();
        (await _account.CallAsync("CreateGroup", ("GroupName", "Readers"))).IsSuccess();
        (await _account.CallAsync("AddUserToGroup", ("GroupName", "Readers"), ("UserName", "Ann"))).IsSuccess();
        (await _account.CallAsync("PutUserPolicy", ("UserName", "Ann"), ("PolicyName", "own"), ("PolicyDocument", PolicyTexts.Allow("sns:*")))).IsSuccess();
        (await _account.CallAsync("PutGroupPolicy", ("GroupName", "Readers"), ("PolicyName", "shared"), ("PolicyDocument", PolicyTexts.Allow("sqs:*")))).IsSuccess();

        IamAnswer answer = await SimulateAsync(
            "user/Ann",
            ("PolicyInputList.member.1", PolicyTexts.Allow("s3:*")), ("PolicyInputList.member.2", PolicyTexts.Deny("s3:DeleteBucket")),
            ("ActionNames.member.1", "sns:Publish"), ("ActionNames.member.2", "sqs:SendMessage"), ("ActionNames.member.3", "s3:GetObject"),
            ("ActionNames.member.4", "s3:DeleteBucket"), ("ActionNames.member.5", "ec2:RunInstances"));

        Assert.Equal(["allowed", "allowed", "allowed", "explicitDeny", "implicitDeny"], answer.IsSuccess().Texts("EvaluationResults/member/EvalDecision"));
        Assert.Equal(["*", "*", "*", "*", "*"], answer.Texts("EvaluationResults/member/EvalResourceName"));
        Assert.Equal(
            ["user_Ann_own", "group_Readers_shared", "PolicyInputList.1", "PolicyInputList.2"],
            answer.Texts("EvaluationResults/member/MatchedStatements/member/SourcePolicyId"));
        Assert.False(answer.Has("EvaluationResults/member/ResourceSpecificResults"));
        Assert.False(answer.Has("EvaluationResults/member/EvalDecisionDetails"));
    }

    [Fact]
    public async Task A_boundary_is_simulated_and_another_in_its_place()
    {
        string boundary = await _account.CreatePolicyAsync("Bound", PolicyTexts.Allow("s3:Get*"));
        (await _account.CallAsync("CreateUser", ("UserName", "Ann"), ("PermissionsBoundary", boundary))).IsSuccess();
        (await _account.CallAsync("PutUserPolicy", ("UserName", "Ann"), ("PolicyName", "own"), ("PolicyDocument", PolicyTexts.Allow("s3:*")))).IsSuccess();
        (string, string)[] actions = [("ActionNames.member.1", "s3:GetObject"), ("ActionNames.member.2", "s3:PutObject")];

        IamAnswer held = await SimulateAsync("user/Ann", [.. actions, ("ResourceArns.member.1", Bucket)]);
        IamAnswer brought = await SimulateAsync("user/Ann", [.. actions, ("PermissionsBoundaryPolicyInputList.member.1", PolicyTexts.Deny("s3:GetObject"))]);

        Assert.Equal(["allowed", "implicitDeny"], held.IsSuccess().Texts("EvaluationResults/member/EvalDecision"));
        Assert.Equal(["true", "false"], held.Texts("EvaluationResults/member/PermissionsBoundaryDecisionDetail/AllowedByPermissionsBoundary"));
        Assert.Equal(
            ["true", "false"], held.Texts("EvaluationResults/member/ResourceSpecificResults/member/PermissionsBoundaryDecisionDetail/AllowedByPermissionsBoundary"));
        Assert.Equal(["user_Ann_own"], held.Texts("EvaluationResults/member/MatchedStatements/member/SourcePolicyId"));
        Assert.Equal(["explicitDeny", "implicitDeny"], brought.IsSuccess().Texts("EvaluationResults/member/EvalDecision"));
        Assert.Equal(["PermissionsBoundaryPolicyInputList.1"], brought.Texts("EvaluationResults/member/MatchedStatements/member/SourcePolicyId"));
        Assert.Equal(["Permissions Boundary Policy"], brought.Texts("EvaluationResults/member/MatchedStatements/member/SourcePolicyType"));
    }

    [Fact]
    public async Task A_service_control_policy_shows_and_an_account_without_organization_tells_nothing_of_one()
    {
        IamAnswer member = await SimulateAsync(
            simulator.Member, "user/admin", ("ActionNames.member.1", "sqs:SendMessage"), ("ActionNames.member.2", "sns:Publish"));
        IamAnswer alone = await SimulateAsync(plain.TakeAccount(), "user/admin", ("ActionNames.member.1", "sqs:SendMessage"));

        Assert.Equal(["explicitDeny", "allowed"], member.IsSuccess().Texts("EvaluationResults/member/EvalDecision"));
        Assert.Equal(["false", "true"], member.Texts("EvaluationResults/member/OrganizationsDecisionDetail/AllowedByOrganizations"));
        Assert.Equal(["allowed"], alone.IsSuccess().Texts("EvaluationResults/member/EvalDecision"));
        Assert.False(alone.Has("EvaluationResults/member/OrganizationsDecisionDetail"));
    }

    [Fact]
    public async Task Conditions_are_met_by_the_context_given_and_what_is_missing_is_named()
    {
        const string Policy =
            """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2018-08-16T12:00:00Z"},"Bool":{"aws:SecureTransport":"true"}}}}""";
        (string, string)[] secure =
            [("ContextEntries.member.1.ContextKeyName", "aws:securetransport"), ("ContextEntries.member.1.ContextKeyValues.member.1", "true"), ("ContextEntries.member.1.ContextKeyType", "boolean")];
        (string, string)[] TimeOf(string time) =>
            [("ContextEntries.member.2.ContextKeyName", "aws:CurrentTime"), ("ContextEntries.member.2.ContextKeyValues.member.1", time), ("ContextEntries.member.2.ContextKeyType", "date")];
        (string, string)[] request = [("PolicyInputList.member.1", Policy), ("ActionNames.member.1", "dynamodb:CreateBackup")];

        IamAnswer met = await CustomAsync([.. request, .. secure, .. TimeOf("2019-04-25T11:00:00Z")]);
        IamAnswer unmet = await CustomAsync([.. request, .. secure, .. TimeOf("2014-04-25T11:00:00Z")]);
        IamAnswer missing = await CustomAsync([.. request, .. secure]);
        IamAnswer specific = await CustomAsync([.. request, ("ResourceArns.member.1", "arn:aws:dynamodb:us-east-1:123456789012:table/t")]);

        Assert.Equal("allowed", met.IsSuccess().Text("EvaluationResults/member/EvalDecision"));
        Assert.Equal("PolicyInputList.1", met.Text("EvaluationResults/member/MatchedStatements/member/SourcePolicyId"));
        Assert.Equal("38", met.Text("EvaluationResults/member/MatchedStatements/member/StartPosition/Column"));
        Assert.False(met.Has("EvaluationResults/member/MissingContextValues/member"));
        Assert.Equal("implicitDeny", unmet.Text("EvaluationResults/member/EvalDecision"));
        Assert.Equal("implicitDeny", missing.Text("EvaluationResults/member/EvalDecision"));
        Assert.Equal(["aws:CurrentTime"], missing.Texts("EvaluationResults/member/MissingContextValues/member"));
        Assert.Equal(
            ["aws:CurrentTime", "aws:SecureTransport"],
            specific.Texts("EvaluationResults/member/ResourceSpecificResults/member/MissingContextValues/member"));
        Assert.False(specific.Has("EvaluationResults/member/MissingContextValues/member"));
    }

    [Fact]
    public async Task A_resource_policy_takes_part_for_the_user_who_is_simulated_to_call()
    {
        string caller = $"arn:aws:iam::{_account.Id}:user/dummy";
        string resourcePolicy =
            $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{caller}}"},"Action":"s3:GetObject","Resource":"{{Bucket}}/*"},{"Effect":"Deny","Principal":"*","Action":"s3:DeleteObject","Resource":"{{Bucket}}/*"}]}""";
        (string, string)[] request =
        [
            ("PolicyInputList.member.1", PolicyTexts.Allow("s3:DeleteObject")), ("ResourcePolicy", resourcePolicy), ("CallerArn", caller),
            ("ActionNames.member.1", "s3:GetObject"), ("ActionNames.member.2", "s3:DeleteObject"), ("ResourceArns.member.1", $"{Bucket}/key"),
        ];

        IamAnswer within = (await CustomAsync(request)).IsSuccess();
        IamAnswer across = (await CustomAsync([.. request, ("ResourceOwner", "210987654321")])).IsSuccess();

        Assert.Equal(["allowed", "explicitDeny"], within.Texts("EvaluationResults/member/EvalDecision"));
        Assert.Equal(["ResourcePolicy", "ResourcePolicy"], within.Texts("EvaluationResults/member/MatchedStatements/member/SourcePolicyId"));
        Assert.Equal(["Resource Policy", "Resource Policy"], within.Texts("EvaluationResults/member/MatchedStatements/member/SourcePolicyType"));
        Assert.Equal(["implicitDeny", "explicitDeny"], across.Texts("EvaluationResults/member/EvalDecision"));
        Assert.Equal(
            ["IAM Policy", "Resource Policy", "IAM Policy", "Resource Policy"], across.Texts("EvaluationResults/member/EvalDecisionDetails/entry/key"));
        Assert.Equal(
            ["implicitDeny", "allowed", "allowed", "explicitDeny"], across.Texts("EvaluationResults/member/EvalDecisionDetails/entry/value"));
    }

    [Fact]
    public async Task Every_action_is_evaluated_on_every_resource_and_results_come_in_pages()
    {
        (string, string)[] request =
        [
            ("PolicyInputList.member.1", PolicyTexts.Allow("s3:GetObject", $"{Bucket}/a")),
            ("ActionNames.member.1", "s3:GetObject"), ("ActionNames.member.2", "s3:PutObject"),
            ("ResourceArns.member.1", $"{Bucket}/a"), ("ResourceArns.member.2", $"{Bucket}/b"),
        ];

        IamAnswer first = (await CustomAsync([.. request, ("MaxItems", "3")])).IsSuccess();
        IamAnswer second = (await CustomAsync([.. request, ("Marker", first.Text("Marker"))])).IsSuccess();

        Assert.Equal("true", first.Text("IsTruncated"));
        Assert.Equal(["allowed", "implicitDeny", "implicitDeny"], first.Texts("EvaluationResults/member/EvalDecision"));
        Assert.Equal([$"{Bucket}/a", $"{Bucket}/b", $"{Bucket}/a"], first.Texts("EvaluationResults/member/EvalResourceName"));
        Assert.Equal(["s3:PutObject"], second.Texts("EvaluationResults/member/EvalActionName"));
        Assert.Equal([$"{Bucket}/b"], second.Texts("EvaluationResults/member/EvalResourceName"));
    }

    [Fact]
    public async Task Context_keys_are_listed_as_the_policies_write_them()
    {
        const string Policy =
            """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"arn:aws:dynamodb:us-west-2:123456789012:table/${aws:username}","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2015-08-16T12:00:00Z"}}}}""";
        (await _account.CallAsync("CreateUser", ("UserName", "Ann"))).IsSuccess();
        (await _account.CallAsync("PutUserPolicy", ("UserName", "Ann"), ("PolicyName", "own"), ("PolicyDocument", Policy))).IsSuccess();

        IamAnswer custom = (await _account.CallAsync("GetContextKeysForCustomPolicy", ("PolicyInputList.member.1", Policy))).IsSuccess();
        IamAnswer principal = (await _account.CallAsync(
            "GetContextKeysForPrincipalPolicy",
            ("PolicySourceArn", $"arn:aws:iam::{_account.Id}:user/Ann"),
            ("PolicyInputList.member.1", PolicyTexts.AllowWhere("s3:*", "AWS:CurrentTime", "x")),
            ("PolicyInputList.member.2", PolicyTexts.AllowWhere("s3:*", "s3:VersionId", "x")))).IsSuccess();

        Assert.Equal(["aws:username", "aws:CurrentTime"], custom.Texts("ContextKeyNames/member"));
        Assert.Equal(["aws:username", "aws:CurrentTime", "s3:VersionId"], principal.Texts("ContextKeyNames/member"));
    }

    [Fact]
    public async Task What_names_no_user_group_or_role_is_not_simulated()
    {
        foreach (string action in (string[])["SimulatePrincipalPolicy", "GetContextKeysForPrincipalPolicy"])
        {
            foreach ((string arn, int status, string code, string sentence) in ((string, int, string, string)[])
                [
                    ($"arn:aws:sts::{_account.Id}:assumed-role/app/s", 400, "InvalidInput",
                        $"Invalid Entity Arn: arn:aws:sts::{_account.Id}:assumed-role/app/s does not clearly define entity type and name."),
                    ($"arn:aws:iam::{_account.Id}:role/app", 404, "NoSuchEntity", "The role with name app cannot be found."),
                    ($"arn:aws:iam::{_account.Id}:user/nobody", 404, "NoSuchEntity", "The user with name nobody cannot be found."),
                    ($"arn:aws:iam::{_account.Id}:group/nobody", 404, "NoSuchEntity", "The group with name nobody cannot be found."),
                ])
            {
                (await _account.CallAsync(action, ("PolicySourceArn", arn), ("ActionNames.member.1", "s3:GetObject"))).IsRefusal(status, code, sentence);
            }
        }
    }

    [Fact]
    public async Task What_cannot_be_simulated_is_refused()
    {
        (string, string)[] policy = [("PolicyInputList.member.1", PolicyTexts.Allow("s3:*")), ("ActionNames.member.1", "s3:GetObject")];
        (string, string)[] resource = [("ResourceArns.member.1", Bucket)];
        const string ResourcePolicy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}]}""";
        foreach (((string, string)[] parameters, string sentence) in (((string, string)[], string)[])
            [
                ([.. policy, ("ActionNames.member.2", "GetObject")], "Invalid Input Actions: GetObject"),
                ([.. policy, ("ActionNames.member.2", "s3:Get*")], "Invalid Input Actions: s3:Get*"),
                ([.. policy, ("ResourceArns.member.1", "bucket")], "ResourceNames are not in a valid ARN format: bucket."),
                ([.. policy, ("ResourcePolicy", ResourcePolicy)], "Invalid Entity Arn: * does not clearly define entity type and name."),
                ([.. policy, .. resource, ("ResourcePolicy", ResourcePolicy)], "Invalid caller - Caller cannot be null or empty."),
                ([.. policy, .. resource, ("CallerArn", $"arn:aws:iam::{_account.Id}:role/service/app")], "Invalid caller - Caller must be an IAM user in this context."),
                ([.. policy, .. resource, ("ResourceOwner", "me")], "'me' is not a valid as a Resource Owner."),
                ([.. policy, ("PolicyInputList.member.2", "no JSON")], "Syntax errors in policy."),
                ([.. policy, .. resource, ("ResourcePolicy", "{}"), ("CallerArn", $"arn:aws:iam::{_account.Id}:user/x")], "Syntax errors in policy."),
                (
                    [.. policy, ("PermissionsBoundaryPolicyInputList.member.1", PolicyTexts.Allow("s3:*")), ("PermissionsBoundaryPolicyInputList.member.2", PolicyTexts.Allow("s3:*"))],
                    "Only one permissions boundary policy can be simulated."),
            ])
        {
            (await CustomAsync(parameters)).IsRefusal(400, "InvalidInput", sentence);
        }

        (await SimulateAsync("role/service/app", [("ActionNames.member.1", "s3:GetObject"), .. resource, ("ResourcePolicy", ResourcePolicy)]))
            .IsRefusal(400, "InvalidInput", "Invalid caller - Caller must be an IAM user in this context.");
        (await CustomAsync()).IsRefusal(
            400,
            "ValidationError",
            "2 validation errors detected: Value null at 'policyInputList' failed to satisfy constraint: Member must not be null; "
            + "Value null at 'actionNames' failed to satisfy constraint: Member must not be null");
        (await CustomAsync([.. policy, ("ContextEntries.member.1.ContextKeyName", "aws:x"), ("ContextEntries.member.1.ContextKeyType", "text")])).IsRefusal(
            400,
            "ValidationError",
            "1 validation error detected: Value 'text' at 'contextEntries.1.member.contextKeyType' failed to satisfy constraint: Member must satisfy enum value set: "
            + "[string, stringList, numeric, numericList, boolean, booleanList, ip, ipList, binary, binaryList, date, dateList]");
    }

    [Fact]
    public async Task Who_is_not_allowed_simulates_nothing()
    {
        ClientKey nobody = await _account.CreateUserWithKeyAsync("nobody");

        (await _account.CallAsync(nobody, "SimulatePrincipalPolicy", ("PolicySourceArn", $"arn:aws:iam::{_account.Id}:user/admin"), ("ActionNames.member.1", "s3:GetObject")))
            .IsRefusal(
                403,
                "AccessDenied",
                $"User: arn:aws:iam::{_account.Id}:user/nobody is not authorized to perform: iam:SimulatePrincipalPolicy on resource: arn:aws:iam::{_account.Id}:user/admin "
                + "because no identity-based policy allows the iam:SimulatePrincipalPolicy action");
        (await _account.CallAsync(nobody, "GetContextKeysForCustomPolicy", ("PolicyInputList.member.1", PolicyTexts.Allow("s3:*")))).IsRefusal(
            403,
            "AccessDenied",
            $"User: arn:aws:iam::{_account.Id}:user/nobody is not authorized to perform: iam:GetContextKeysForCustomPolicy on resource: * "
            + "because no identity-based policy allows the iam:GetContextKeysForCustomPolicy action");
    }

    private Task<IamAnswer> CustomAsync(params (string, string)[] parameters) => _account.CallAsync("SimulateCustomPolicy", parameters);

    private Task<IamAnswer> SimulateAsync(string source, params (string, string)[] parameters) => SimulateAsync(_account, source, parameters);

    private static Task<IamAnswer> SimulateAsync(IamAccount account, string source, params (string, string)[] parameters) =>
        account.CallAsync("SimulatePrincipalPolicy", [("PolicySourceArn", $"arn:aws:iam::{account.Id}:{source}"), .. parameters]);
}
