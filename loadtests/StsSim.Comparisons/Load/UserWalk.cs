namespace StsSim.Comparisons.Load;

/// <summary>The order in which a connection asks for the users of its range: for each once, and from then on for any of them.</summary>
/// <param name="seed">What chance is drawn from.</param>
internal sealed class UserWalk(UserRange range, int seed)
{
    private readonly Random _random = new(seed);
    private int _asked;

    /// <summary>Whether the next one is asked for a first time.</summary>
    public bool IsNew => _asked < range.Count;

    /// <returns>The number of the next user.</returns>
    public int Next() => range.First + (IsNew ? _asked++ : _random.Next(range.Count));
}
