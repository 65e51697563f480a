using System.Text;
using StsSim.Operations.Accounts;
using StsSim.Operations.Ledgers;
using StsSim.Operations.Parameters;
using StsSim.Operations.Sts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Throttling;

/// <summary>
/// Admits a request or throttles it: first by the federated user's own bucket, where the account has such, then by the
/// bucket of the caller's account and Region. Unsigned operations have a bucket of their own in every Region. IAM has no
/// published quota, and none here: it sets the stage.
/// </summary>
public sealed class QuotaAdmission(PrincipalDirectory directory, LedgerJournal journal)
{
    public ValueTask<AwsError?> AdmitAsync(AwsCall call) => call.Operation switch
    {
        Iam.IamOperation => default,
        { IsSigned: true } => AdmitSignedAsync(call),
        _ => AdmitUnsignedAsync(call),
    };

    private async ValueTask<AwsError?> AdmitSignedAsync(AwsCall call)
    {
        Account account = call.Account;
        string? federatedUser = FederatedUserOf(call);
        TokenLease? userLease = federatedUser is not null && account.Quotas.PerFederatedUser is not null
            ? account.Leases.OfFederatedUser(federatedUser)
            : null;
        if (userLease is not null && !await userLease.TryAdmitAsync())
        {
            return Refuse(call, account, federatedUser, $"{account.Id}/federated-user/{federatedUser}");
        }

        if (await account.Leases.OfRegion(call.Region).TryAdmitAsync())
        {
            return null;
        }

        userLease?.GiveBack();
        return Refuse(call, account, federatedUser, $"{account.Id}/{call.Region}");
    }

    // Nobody has signed, so the account of the role that is asked for pays; nobody pays where there is none.
    private async ValueTask<AwsError?> AdmitUnsignedAsync(AwsCall call)
    {
        if (await directory.FindAccountAsync(call.Parameters.Find("RoleArn"u8)) is not { } account)
        {
            return null;
        }

        call.AccountNamed = account;
        string bucket = $"{call.Region}/federation";
        return await account.Leases.OfRegion(bucket).TryAdmitAsync() ? null : Refuse(call, account, null, $"{account.Id}/{bucket}");
    }

    private AwsError Refuse(AwsCall call, Account account, string? federatedUser, string bucket)
    {
        if (federatedUser is not null)
        {
            journal.Throttled(account.Id, federatedUser);
        }

        call.ThrottledBy = bucket;
        return StsErrors.Throttling;
    }

    // Read before validation, so it may be anything; only a name that could be valid has a bucket and a ledger.
    private static string? FederatedUserOf(AwsCall call) =>
        call.Operation is GetFederationToken
        && call.Parameters.TryGet("Name"u8, out ReadOnlySpan<byte> name)
        && FederatedUserName.IsValid(name)
            ? Encoding.ASCII.GetString(name)
            : null;
}
