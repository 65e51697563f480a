namespace StsSim.Grains.Abstractions.Ledgers;

/// <summary>The sessions of a role, of a user, or of the root user. Key: as <see cref="ISessionHolderGrain"/> says.</summary>
[Alias("stssim.IPrincipalSessionsGrain")]
public interface IPrincipalSessionsGrain : ISessionHolderGrain;
