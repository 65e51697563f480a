using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Operations.Worlds;

/// <summary>Everything that exists before the first request: a valid world file, read.</summary>
/// <param name="Accounts">The default account first.</param>
public sealed record World(IReadOnlyList<WorldAccount> Accounts);

/// <summary>One account of a world with the quotas it starts under.</summary>
public sealed record WorldAccount(AccountDefinition Account, AccountQuotas Quotas);
