using StsSim.Iam.Credentials;
using StsSim.Iam.Evaluation;
using StsSim.Operations.Authentication;
using StsSim.Operations.Authorization;
using StsSim.Operations.Tests.Faults;

namespace StsSim.Operations.Tests.Authorization;

/// <summary>A server's clock that is off shows in points in time, and not in how long ago something was.</summary>
public sealed class SkewedConditionsTests : IDisposable
{
    private static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    private readonly FaultCaller _caller = new();

    [Fact]
    public void What_is_told_in_time_is_told_by_the_servers_clock_and_ages_are_real()
    {
        DateTimeOffset now = FaultCaller.Now;
        Caller user = _caller.User;
        Caller session = Caller.WithSession(_caller.Account, new SessionClaims
        {
            Kind = SessionKind.User,
            Account = _caller.Account.Id,
            AccessKeyId = FaultCaller.SessionKey,
            SecretAccessKey = "secret",
            IssuedAt = now.AddMinutes(-5),
            ExpiresAt = now.AddMinutes(5),
            Name = user.User!.Name,
            IssuerId = user.User.UserId,
            MfaAuthenticatedAt = now.AddMinutes(-5),
        })!;
        var conditions = new CallerConditions(session, "aws", now + Skew, Skew);

        Assert.Equal(ConditionValues.Of(now + Skew)[0], conditions.Find(ConditionKey.Parse("aws:CurrentTime"))[0]);
        Assert.Equal(ConditionValues.Of(now.AddMinutes(-5) + Skew)[0], conditions.Find(ConditionKey.Parse("aws:TokenIssueTime"))[0]);
        Assert.Equal("300", conditions.Find(ConditionKey.Parse("aws:MultiFactorAuthAge"))[0]);
    }

    public void Dispose() => _caller.Dispose();
}
