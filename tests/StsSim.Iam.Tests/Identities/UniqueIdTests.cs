using StsSim.Iam.Identities;

namespace StsSim.Iam.Tests.Identities;

public sealed class UniqueIdTests
{
    // Computed elsewhere: SHA-256 of the account in eight bytes and the name, five bits of each of its first 17 bytes.
    [Theory]
    [InlineData(UniqueId.User, 123_456_789_012, "Alice", "AIDABP3PALK3KTQTNRTMK")]
    [InlineData(UniqueId.Role, 123_456_789_012, "Alice", "AROABP3PALK3KTQTNRTMK")]
    [InlineData(UniqueId.User, 111_122_223_333, "Alice", "AIDAYHS7PZF5P5WFWBAFA")]
    [InlineData(UniqueId.User, 123_456_789_012, "/team/žluť", "AIDAPRYTV7IPEQAZBEYV4")]
    public void A_derived_id_is_the_same_in_every_process_and_release(string prefix, long account, string name, string id)
    {
        Assert.Equal(id, UniqueId.Derive(prefix, new AccountId(account), name));
    }

    [Fact]
    public void Names_that_differ_have_ids_that_differ()
    {
        IEnumerable<string> ids = Enumerable.Range(0, 10_000).Select(i => UniqueId.Derive(UniqueId.User, new AccountId(1 + (i % 2)), $"user{i / 2}"));
        Assert.Equal(10_000, ids.Distinct().Count());
    }
}
