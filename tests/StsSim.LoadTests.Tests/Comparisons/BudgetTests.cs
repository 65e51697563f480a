using StsSim.Comparisons;

namespace StsSim.LoadTests.Tests.Comparisons;

public sealed class BudgetTests
{
    [Fact]
    public void A_figure_at_its_limit_is_kept()
    {
        Assert.True(new Budget("throughput", 0.7, Least: 0.7).IsKept);
        Assert.True(new Budget("CPU", 2.0, Most: 2.0).IsKept);
    }

    [Fact]
    public void A_figure_beyond_its_limit_is_not_kept()
    {
        Assert.False(new Budget("throughput", 0.699, Least: 0.7).IsKept);
        Assert.False(new Budget("CPU", 2.001, Most: 2.0).IsKept);
        Assert.False(new Budget("CPU", double.NaN, Most: 2.0).IsKept);
    }

    [Fact]
    public async Task One_that_is_not_kept_is_said_so_and_decides()
    {
        await using var output = new StringWriter { NewLine = "\n" };
        bool areKept = await Budget.JudgeAsync(output, new Budget("throughput", 0.5, Least: 0.6), new Budget("CPU", 1.846, Most: 2.0));

        Assert.False(areKept);
        Assert.Equal("- NOT KEPT: throughput 0.5, at least 0.6\n- kept: CPU 1.85, at most 2\n", output.ToString());
    }
}
