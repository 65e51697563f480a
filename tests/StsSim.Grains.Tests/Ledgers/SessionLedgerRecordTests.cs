using System.Globalization;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Grains.Ledgers;

namespace StsSim.Grains.Tests.Ledgers;

public sealed class SessionLedgerRecordTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_says_what_a_list_of_all_sessions_would(int seed)
    {
        var random = new Random(seed);
        DateTimeOffset now = DateTimeOffset.UnixEpoch.AddYears(50);
        for (int holder = 0; holder < 50; holder++)
        {
            var record = new SessionLedgerRecord();
            var sessions = new List<(IssuedSession Session, bool IsRevoked)>();
            DateTimeOffset revokedBefore = DateTimeOffset.MinValue;
            long throttled = 0;
            for (int step = 0; step < 60; step++)
            {
                now = now.AddSeconds(random.Next(4));
                switch (random.Next(10))
                {
                    case 0:
                        int active = sessions.Count(of => !of.IsRevoked && of.Session.ExpiresAt > now);
                        Assert.Equal(active, record.Revoke(now, now));
                        revokedBefore = now;
                        sessions = [.. sessions.Select(of => (of.Session, of.IsRevoked || of.Session.ExpiresAt > now))];
                        break;
                    case 1:
                        record.Throttle(3);
                        throttled += 3;
                        break;
                    default:
                        DateTimeOffset issuedAt = now.AddSeconds(-random.Next(3));
                        var session = new IssuedSession(string.Create(CultureInfo.InvariantCulture, $"{step}"), issuedAt, now.AddSeconds(5 * random.Next(1, 4)));
                        record.Issue(session);
                        sessions.Add((session, issuedAt <= revokedBefore));
                        break;
                }

                SessionLedger read = record.Read(now);
                int isActive = sessions.Count(of => !of.IsRevoked && of.Session.ExpiresAt > now);
                int isRevoked = sessions.Count(of => of.IsRevoked);
                Assert.Equal(
                    (sessions.Count, isActive, sessions.Count - isActive - isRevoked, isRevoked, throttled),
                    (read.Issued, read.Active, read.Expired, read.Revoked, read.Throttled));
                Assert.Equal(sessions.Select(of => of.Session).Reverse().Take(10), read.Sessions);
                Assert.Equal(new LedgerTotals(read.Issued, read.Active, read.Expired, read.Revoked, read.Throttled), record.Total(now));
            }
        }
    }

    [Fact]
    public void What_was_issued_since_the_instant_of_a_revocation_stays_active_whichever_is_told_first()
    {
        DateTimeOffset now = DateTimeOffset.UnixEpoch.AddYears(50);
        var record = new SessionLedgerRecord();
        record.Issue(new IssuedSession("1", now, now.AddSeconds(900)));
        record.Issue(new IssuedSession("2", now.AddSeconds(1), now.AddSeconds(900)));
        record.Issue(new IssuedSession("3", now.AddSeconds(1), now.AddSeconds(2)));

        Assert.Equal(1, record.Revoke(now, now.AddSeconds(3)));
        Assert.Equal(new LedgerTotals(Issued: 3, Active: 1, Expired: 1, Revoked: 1, Throttled: 0), record.Total(now.AddSeconds(3)));
        Assert.Equal(0, record.Revoke(now.AddSeconds(-1), now.AddSeconds(3))); // one that was long under way
        record.Issue(new IssuedSession("4", now, now.AddSeconds(900)));
        Assert.Equal(new LedgerTotals(Issued: 4, Active: 1, Expired: 1, Revoked: 2, Throttled: 0), record.Total(now.AddSeconds(3)));
    }

    [Fact]
    public void One_that_was_only_throttled_is_over_and_an_active_one_is_not()
    {
        DateTimeOffset now = DateTimeOffset.UnixEpoch.AddYears(50);
        var record = new SessionLedgerRecord();
        record.Throttle(1);
        Assert.Equal(DateTimeOffset.MinValue, record.FindEnd(now, now.AddHours(-1)));

        record.Issue(new IssuedSession("ASIA", now, now.AddSeconds(900)));
        Assert.Null(record.FindEnd(now.AddSeconds(899), now.AddHours(-1)));
        Assert.Equal(now.AddSeconds(900), record.FindEnd(now.AddSeconds(900), now.AddHours(-1)));
    }
}
