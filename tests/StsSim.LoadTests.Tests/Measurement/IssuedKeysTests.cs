using StsSim.LoadTests.Measurement;

namespace StsSim.LoadTests.Tests.Measurement;

public sealed class IssuedKeysTests
{
    [Fact]
    public void A_key_issued_twice_is_noticed()
    {
        var keys = new IssuedKeys();
        keys.Add("ASIAONE");
        keys.Add("ASIATWO");
        keys.Add("ASIAONE");

        Assert.Equal(new IssuedKeysFigures(Issued: 3, Compared: 3, Distinct: 2), keys.Figures());
        Assert.Equal(1, keys.Figures().Duplicates);
    }

    [Fact]
    public void Beyond_the_bound_keys_are_counted_but_not_kept()
    {
        var keys = new IssuedKeys(capacity: 2);
        keys.Add("ASIAONE");
        keys.Add("ASIATWO");
        keys.Add("ASIATHREE");
        keys.Add("ASIATHREE");
        keys.Add("ASIATWO");

        IssuedKeysFigures figures = keys.Figures();
        Assert.Equal((5, 3, 2), (figures.Issued, figures.Compared, figures.Distinct));
        Assert.Equal(1, figures.Duplicates);
    }
}
