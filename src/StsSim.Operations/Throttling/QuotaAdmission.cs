using System.Runtime.CompilerServices;
using System.Text;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Operations.Ledgers;
using StsSim.Operations.Parameters;
using StsSim.Operations.Sts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Throttling;

/// <summary>
/// Admits a request or throttles it: by the bucket of the operation in the account and Region and, where the account has
/// such, by those of the federated user, the principal and the source. It has to pass them all, and takes a token of
/// every one or of none. IAM has no published quota, and none here: it sets the stage.
/// </summary>
public sealed class QuotaAdmission(LedgerJournal journal)
{
    // Nobody pays for an unsigned request for a role of no account.
    public ValueTask<AwsError?> AdmitAsync(AwsCall call) =>
        call.Operation is not Iam.IamOperation && call.PayingAccount is { } account ? AdmitAsync(call, account) : default;

    private ValueTask<AwsError?> AdmitAsync(AwsCall call, Account account)
    {
        AccountLeases leases = account.Leases;
        AccountQuotas quotas = leases.Quotas;
        TokenLease ofOperation = leases.OfOperation(call.Region, call.Operation.Name);
        if (quotas is { PerFederatedUser: null, PerPrincipal: null, PerSource: null })
        {
            return AdmitAsync(call, account, leases, ofOperation);
        }

        var buckets = default(Buckets);
        int count = 0;
        if (quotas.PerFederatedUser is not null && FederatedUserOf(call) is { } federatedUser)
        {
            buckets[count++] = leases.OfFederatedUser(federatedUser);
        }

        if (quotas.PerPrincipal is not null && call.FindCaller() is { } caller)
        {
            buckets[count++] = leases.OfPrincipal(UniqueIdOf(caller));
        }

        if (quotas.PerSource is not null && call.Request.RemoteAddress is { } address)
        {
            buckets[count++] = leases.OfSource(address);
        }

        buckets[count++] = ofOperation;
        return AdmitAsync(call, account, leases, buckets, count);
    }

    private async ValueTask<AwsError?> AdmitAsync(AwsCall call, Account account, AccountLeases leases, TokenLease bucket) =>
        await bucket.TryAdmitAsync(leases) ? null : Refuse(call, account, bucket);

    private async ValueTask<AwsError?> AdmitAsync(AwsCall call, Account account, AccountLeases leases, Buckets buckets, int count)
    {
        while (true)
        {
            // A flood that one bucket refuses takes nothing of the others, not even for a moment.
            for (int i = 0; i < count; i++)
            {
                if (buckets[i]!.IsEmpty)
                {
                    return Refuse(call, account, buckets[i]!);
                }
            }

            var held = default(HeldTokens);
            int taken = 0;
            try
            {
                for (; taken < count; taken++)
                {
                    HeldToken token = await buckets[taken]!.HoldAsync(leases);
                    if (token.IsRefused)
                    {
                        return Refuse(call, account, buckets[taken]!);
                    }

                    held[taken] = token;
                }

                // Where one was written off, because another was so long in coming, all is begun anew.
                while (taken > 0 && held[taken - 1].TryUse(leases))
                {
                    taken--;
                }

                if (taken == 0)
                {
                    return null;
                }

                taken--;
            }
            finally
            {
                while (taken > 0)
                {
                    held[--taken].GiveBack();
                }
            }
        }
    }

    private AwsError Refuse(AwsCall call, Account account, TokenLease bucket)
    {
        Span<char> federatedUser = stackalloc char[FederatedUserName.MaximumLength];
        if (TryReadFederatedUser(call, federatedUser, out int length))
        {
            journal.Throttled(account.Id, federatedUser[..length]);
        }

        call.ThrottledBy = bucket.Bucket;
        return StsErrors.Throttling;
    }

    // Whose user or role it is, whatever session of it calls; null for the root user.
    private static string? UniqueIdOf(Caller caller) => caller.Role?.RoleId ?? caller.User?.UserId;

    private static string? FederatedUserOf(AwsCall call)
    {
        Span<char> name = stackalloc char[FederatedUserName.MaximumLength];
        return TryReadFederatedUser(call, name, out int length) ? name[..length].ToString() : null;
    }

    // Read before validation, so it may be anything; only a name that could be valid has a bucket and a ledger.
    private static bool TryReadFederatedUser(AwsCall call, Span<char> federatedUser, out int length)
    {
        length = 0;
        return call.Operation is GetFederationToken
            && call.Parameters.TryGet("Name"u8, out ReadOnlySpan<byte> name)
            && FederatedUserName.IsValid(name)
            && Encoding.ASCII.TryGetChars(name, federatedUser, out length);
    }

    [InlineArray(4)]
    private struct Buckets
    {
        private TokenLease? _first;
    }

    [InlineArray(4)]
    private struct HeldTokens
    {
        private HeldToken _first;
    }
}
