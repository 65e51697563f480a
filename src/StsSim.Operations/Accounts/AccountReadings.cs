using StsSim.Iam.Identities;

namespace StsSim.Operations.Accounts;

/// <summary>
/// Accounts that are being read from their grains. What the grain gave may be old when it arrives: the gateway can have been told
/// of a newer version, or of the account's end, while it was under way, and must not show what was before.
/// </summary>
internal sealed class AccountReadings
{
    private readonly Lock _lock = new();
    private readonly Dictionary<AccountId, List<Reading>> _underWay = [];

    /// <summary>To be begun before the grain is asked, and disposed once what it gave is taken or not.</summary>
    public Reading Begin(AccountId id)
    {
        var reading = new Reading(this, id);
        lock (_lock)
        {
            if (!_underWay.TryGetValue(id, out List<Reading>? others))
            {
                _underWay.Add(id, others = []);
            }

            others.Add(reading);
        }

        return reading;
    }

    /// <summary>Whoever is reading the account has to find this version, or a newer one. To be told before it is looked for among those held.</summary>
    /// <param name="version">Of the account; <see cref="long.MaxValue"/> where nothing that was read so far will do.</param>
    public void Require(AccountId id, long version)
    {
        foreach (Reading reading in Of(id))
        {
            reading.Require(version);
        }
    }

    /// <summary>Nothing that was read so far will do, of any account.</summary>
    public void RequireAnew()
    {
        Reading[] all;
        lock (_lock)
        {
            all = [.. _underWay.Values.SelectMany(some => some)];
        }

        Array.ForEach(all, reading => reading.Require(long.MaxValue));
    }

    private Reading[] Of(AccountId id)
    {
        lock (_lock)
        {
            return _underWay.TryGetValue(id, out List<Reading>? some) ? [.. some] : [];
        }
    }

    private void End(Reading reading)
    {
        lock (_lock)
        {
            List<Reading> others = _underWay[reading.Id];
            others.Remove(reading);
            if (others.Count == 0)
            {
                _underWay.Remove(reading.Id);
            }
        }
    }

    /// <summary>One question to a grain.</summary>
    public sealed class Reading(AccountReadings all, AccountId id) : IDisposable
    {
        private readonly Lock _lock = new();
        private long _required = -1;

        public AccountId Id => id;

        /// <summary>Takes what the grain gave, unless it is too old by now; what is required later finds it taken.</summary>
        /// <param name="version">What it gave; -1 where there is no account.</param>
        /// <returns>Whether it was taken; where it was not, the grain has to be asked again.</returns>
        public bool TryTake(long version, Action take)
        {
            lock (_lock)
            {
                if (_required > version)
                {
                    return false;
                }

                take();
                return true;
            }
        }

        public void Require(long version)
        {
            lock (_lock)
            {
                _required = Math.Max(_required, version);
            }
        }

        public void Dispose() => all.End(this);
    }
}
