using StsSim.Operations.Accounts;
using StsSim.Operations.Authorization;

namespace StsSim.Operations.Iam;

/// <summary>What every operation of IAM needs.</summary>
public sealed record IamServices(Authorizer Authorizer, AccountWriter Writer);
