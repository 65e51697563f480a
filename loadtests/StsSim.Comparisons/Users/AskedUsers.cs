namespace StsSim.Comparisons.Users;

/// <summary>Which users were asked for, each counted once. Connections mark their own users at the same time.</summary>
internal sealed class AskedUsers(int users)
{
    private readonly bool[] _isAsked = new bool[users];

    public int Count => _isAsked.Count(isAsked => isAsked);

    public void Mark(int user) => _isAsked[user] = true;
}
