using StsSim.Grains.Abstractions.Quotas;

namespace StsSim.Grains.Abstractions.Ledgers;

/// <summary>
/// A federated user: the sessions issued to it, their expiry, their revocation, and its own throttle where the account
/// has one. Key: <c>{account}/{name}</c>.
/// </summary>
[Alias("stssim.IFederatedUserGrain")]
public interface IFederatedUserGrain : ISessionHolderGrain, ITokenLessor;
