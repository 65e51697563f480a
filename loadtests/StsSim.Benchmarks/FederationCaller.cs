using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Identities;
using StsSim.Operations;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Operations.Observation;
using StsSim.Operations.Parameters;
using StsSim.Operations.Sts;
using StsSim.Operations.Tests;
using StsSim.Operations.Throttling;
using StsSim.Protocol.Query;
using StsSim.Protocol.SigV4;

namespace StsSim.Benchmarks;

/// <summary>A user with a key, and the call by which it asks for a federated user's credentials: as it is once it is authenticated.</summary>
internal sealed class FederationCaller
{
    private readonly Account _account;

    public FederationCaller(StsInstruments instruments, AccountQuotas? quotas = null, IGrainFactory? grains = null)
    {
        var snapshot = new AccountSnapshot
        {
            Version = 1,
            Quotas = quotas ?? AccountQuotas.Aws,
            Account = new AccountDefinition
            {
                AccountId = "123456789012",
                Users =
                [
                    new UserDefinition
                    {
                        Name = "Alice", Path = "/staff/", UserId = "AIDABP3PALK3KTQTNRTMK",
                        AccessKeys = [new AccessKeyDefinition(SdkRequest.AccessKeyId, SdkRequest.Secret, Active: true)],
                    },
                ],
            },
        };
        Leases = new AccountLeases(AccountId.Parse("123456789012"), 1, grains ?? KnownGrains.None, TimeProvider.System, instruments)
        {
            Quotas = snapshot.Quotas,
        };
        _account = new Account(snapshot, Leases);
    }

    public AccountLeases Leases { get; }

    public AwsCall Call()
    {
        var request = SdkRequest.GetFederationToken();
        var call = new AwsCall(new RequestLimits());
        call.Begin(request, SdkRequest.Now);
        if (call.Parameters.DecodeBody(request.Body.Span) != DecodeOutcome.Decoded
            || RequestSignature.Read(request, call.Parameters, out RequestSignature? signature) is not null
            || _account.FindKey(SdkRequest.AccessKeyId) is not { } key)
        {
            throw new InvalidOperationException("The request is not what an SDK sends.");
        }

        var caller = Caller.WithKey(_account, key);
        call.Operation = new GetFederationToken(null!, null!); // it is not performed
        call.Claimed(new CallerClaim(signature, Refusal: null, caller, key), _account, isLeased: false);
        call.Authenticated(caller, SdkRequest.Region);
        call.SessionExpiresAt = SdkRequest.Now.AddHours(1);
        return call;
    }
}
