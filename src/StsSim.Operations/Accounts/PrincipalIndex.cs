using System.Collections.Immutable;

namespace StsSim.Operations.Accounts;

/// <summary>The users or the roles of an account by name, ignoring case and in order, and by unique id. Immutable.</summary>
internal sealed class PrincipalIndex<T>
    where T : class
{
    private readonly Func<T, string> _nameOf;
    private readonly Func<T, string> _idOf;
    private readonly ImmutableDictionary<string, T> _byId;

    /// <param name="nameOf">What the name of one is; no two share it.</param>
    /// <param name="idOf">What its unique id is, likewise.</param>
    public PrincipalIndex(IReadOnlyCollection<T> all, Func<T, string> nameOf, Func<T, string> idOf)
        : this(
            all.ToImmutableSortedDictionary(nameOf, principal => principal, StringComparer.OrdinalIgnoreCase),
            all.ToImmutableDictionary(idOf),
            nameOf,
            idOf)
    {
    }

    private PrincipalIndex(ImmutableSortedDictionary<string, T> byName, ImmutableDictionary<string, T> byId, Func<T, string> nameOf, Func<T, string> idOf) =>
        (ByName, _byId, _nameOf, _idOf) = (byName, byId, nameOf, idOf);

    public ImmutableSortedDictionary<string, T> ByName { get; }

    public T? Find(string name) => ByName.GetValueOrDefault(name);

    public T? FindById(string id) => _byId.GetValueOrDefault(id);

    /// <summary>The index with another one, or none, in place of <paramref name="old"/>.</summary>
    public PrincipalIndex<T> Replace(T? old, T? replacement)
    {
        // Removed first: a name may come back in other capitals, and the key keeps the first it saw.
        ImmutableSortedDictionary<string, T> byName = old is null ? ByName : ByName.Remove(_nameOf(old));
        ImmutableDictionary<string, T> byId = old is null ? _byId : _byId.Remove(_idOf(old));
        return replacement is null
            ? new PrincipalIndex<T>(byName, byId, _nameOf, _idOf)
            : new PrincipalIndex<T>(byName.SetItem(_nameOf(replacement), replacement), byId.SetItem(_idOf(replacement), replacement), _nameOf, _idOf);
    }
}
