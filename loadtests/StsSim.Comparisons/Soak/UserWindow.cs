namespace StsSim.Comparisons.Soak;

/// <summary>
/// Users who come, call a few times and then never again. Of so many requests one is by somebody new, and the others are by those
/// who came a while before, twice that, and so on. Whatever is kept of one of them for ever adds up.
/// </summary>
/// <param name="requestsPerUser">How often each calls.</param>
/// <param name="usersBetween">How many users come between two calls of one.</param>
internal sealed class UserWindow(int requestsPerUser, int usersBetween)
{
    private long _requests;

    /// <summary>How many users have called so far.</summary>
    public long Users => (Volatile.Read(ref _requests) + requestsPerUser - 1) / requestsPerUser;

    /// <summary>The next caller, by number; for any number of connections.</summary>
    public long Next() => UserAt(Interlocked.Increment(ref _requests) - 1);

    /// <param name="request">Its number, from 0 on.</param>
    public long UserAt(long request)
    {
        (long newest, long call) = Math.DivRem(request, requestsPerUser);
        long user = newest - (call * usersBetween);
        return user < 0 ? newest : user; // in the beginning nobody came before
    }
}
