namespace StsSim.Operations.IdentityProviders;

/// <summary>Trusted identity propagation: for whom a session is asked, as a context provider vouches.</summary>
/// <param name="UserId">The user in the identity store, or <see langword="null"/> where no context was provided.</param>
public readonly record struct ProvidedContext(string? UserId)
{
    private const string UserIdKey = "identitystore:UserId";

    public bool IsEmpty => UserId is null;

    /// <summary><c>sts:RequestContext/…</c>, for the evaluation of the request itself.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? RequestKeys => UserId is null
        ? null
        : new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase) { [$"sts:RequestContext/{UserIdKey}"] = [UserId] };

    /// <summary>What the session carries on.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> LastingKeys => UserId is null ? [] : [new(UserIdKey, UserId)];
}
