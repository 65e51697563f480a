using System.Text;
using StsSim.Operations.Ledgers;
using StsSim.Operations.Sts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Throttling;

/// <summary>
/// Admits a request or throttles it: first by the federated user's own bucket, where the account has such, then by the
/// bucket of the caller's account and Region.
/// </summary>
public sealed class QuotaAdmission(LedgerJournal journal)
{
    public async ValueTask<AwsError?> AdmitAsync(StsCall call)
    {
        string? federatedUser = FederatedUserOf(call);
        TokenLease? userLease = federatedUser is not null && call.Account.Quotas.PerFederatedUser is not null
            ? call.Account.Leases.OfFederatedUser(federatedUser)
            : null;
        if (userLease is not null && !await userLease.TryAdmitAsync())
        {
            return Refuse(call, federatedUser, $"{call.Account.Id}/federated-user/{federatedUser}");
        }

        if (await call.Account.Leases.OfRegion(call.Region).TryAdmitAsync())
        {
            return null;
        }

        userLease?.GiveBack();
        return Refuse(call, federatedUser, $"{call.Account.Id}/{call.Region}");
    }

    private AwsError Refuse(StsCall call, string? federatedUser, string bucket)
    {
        if (federatedUser is not null)
        {
            journal.Throttled(call.Account.Id, federatedUser);
        }

        call.ThrottledBy = bucket;
        return StsErrors.Throttling;
    }

    // Read before validation, so it may be anything; only a name that could be valid has a bucket and a ledger.
    private static string? FederatedUserOf(StsCall call) =>
        call.Operation is GetFederationToken
        && call.Parameters.TryGet("Name"u8, out ReadOnlySpan<byte> name)
        && FederatedUserName.IsValid(name)
            ? Encoding.ASCII.GetString(name)
            : null;
}
