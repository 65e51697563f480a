using StsSim.Iam.Credentials;
using StsSim.Operations.Accounts;

namespace StsSim.Operations.IdentityProviders;

/// <summary>For whom a trade-in token is exchanged.</summary>
/// <param name="Name">The user's name, or that of the role session to be.</param>
/// <param name="Id">The unique id of the user or role.</param>
internal readonly record struct AssumedPrincipal(SessionKind Kind, Account Account, string Name, string Id);
