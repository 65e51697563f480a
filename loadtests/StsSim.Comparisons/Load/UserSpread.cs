namespace StsSim.Comparisons.Load;

/// <summary>Users of whom few call often and many seldom, as Zipf's law has it: the second half as often as the first, the third a third.</summary>
/// <param name="users">How many there are.</param>
/// <param name="seed">What chance is drawn from.</param>
internal sealed class UserSpread(int users, int seed)
{
    private readonly Random _random = new(seed);

    /// <returns>The number of the next user, from 0 on, the most frequent one.</returns>
    public int Next()
    {
        // A logarithm that is spread evenly: of a rank between n and n + 1 it is by log((n + 1) / n), and so nearly 1 / n.
        return Math.Min(users, (int)Math.Pow(users + 1, _random.NextDouble())) - 1;
    }
}
