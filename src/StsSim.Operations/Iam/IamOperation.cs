using StsSim.Iam.Credentials;
using StsSim.Operations.Accounts;
using StsSim.Operations.Sts;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam;

/// <summary>
/// One operation of IAM, API version 2010-05-08. A subclass says what the call means for the account as it is: a
/// refusal, an answer, or a change and its answer. A change is made only on the version of the account it was planned
/// on; where somebody was faster, it is planned anew.
/// </summary>
public abstract class IamOperation(string name, IamServices services) : AwsOperation(name)
{
    public const string ApiVersion = "2010-05-08";

    public const string Namespace = "https://iam.amazonaws.com/doc/2010-05-08/";

    public sealed override string Service => "iam";

    public sealed override async ValueTask<AwsError?> ExecuteAsync(AwsCall call, ResultWriter result)
    {
        if (!MayCallIam(call.Caller.Session))
        {
            return StsErrors.UnknownAccessKey;
        }

        Account account = services.Writer.NewestOf(call.Account);
        AccountWriter.Turn turn = default;
        try
        {
            while (true)
            {
                IamOutcome outcome = await PlanAsync(new IamCall(call, account, services.Authorizer));
                if (outcome.Refusal is not null)
                {
                    return outcome.Refusal;
                }

                if (outcome.Change is null || await services.Writer.TryWriteAsync(account, outcome.Change))
                {
                    if (outcome.Afterwards is { } rest)
                    {
                        await rest();
                    }

                    outcome.Answer?.Invoke(result);
                    return null;
                }

                // Somebody was faster. From here on this gateway's writers of the account wait for each other.
                turn = turn.IsTaken ? turn : await services.Writer.TakeTurnAsync(account.Id);
                if (await services.Writer.ReloadAsync(account.Id) is not { } current)
                {
                    return StsErrors.UnknownAccessKey;
                }

                account = current;
            }
        }
        finally
        {
            turn.Dispose();
        }
    }

    /// <summary>What the call means; for an operation that asks nobody else.</summary>
    protected virtual IamOutcome Plan(IamCall call) =>
        throw new NotSupportedException($"{GetType().Name} overrides neither {nameof(Plan)} nor {nameof(PlanAsync)}.");

    /// <summary>What the call means. May be asked more than once for one request.</summary>
    protected virtual ValueTask<IamOutcome> PlanAsync(IamCall call) => new(Plan(call));

    // IAM User Guide, "Compare AWS STS credentials": not federated users, nor GetSessionToken's sessions without MFA.
    private static bool MayCallIam(SessionClaims? session) => session?.Kind switch
    {
        SessionKind.FederatedUser => false,
        SessionKind.User or SessionKind.Root => session.MfaAuthenticatedAt is not null,
        _ => true,
    };
}
