namespace StsSim.Comparisons.Load;

/// <summary>The users that one connection asks for, by their numbers.</summary>
internal readonly record struct UserRange(int First, int Count)
{
    /// <summary>
    /// Shares users out among connections: each is in the range of one connection alone, and ranges differ by one at most.
    /// Where there are fewer users than connections, several connections ask for the same one.
    /// </summary>
    public static UserRange Of(int users, int connection, int connections)
    {
        if (users < connections)
        {
            return new UserRange(connection % users, 1);
        }

        int first = (int)((long)users * connection / connections);
        return new UserRange(first, (int)((long)users * (connection + 1) / connections) - first);
    }
}
