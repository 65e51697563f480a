using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Tests.Observatory;

/// <summary>How clients renew their sessions, and who comes and goes.</summary>
public sealed class SessionTests
{
    private const double Minute = 60_000;

    private readonly SeenClients _seen = new();

    [Fact]
    public void A_client_that_renews_five_minutes_early_has_that_lead()
    {
        for (int renewal = 0; renewal < 10; renewal++)
        {
            _seen.See(Guid.NewGuid(), 1, renewal * 55 * Minute, session: TimeSpan.FromMinutes(60));
        }

        _seen.Tell(600 * Minute);

        ClientFigures figures = _seen.ReportAt(600 * Minute).Figures;
        Assert.Equal(9, figures[ClientFigure.Refreshes]);
        Assert.InRange(figures[ClientFigure.RefreshLeadP50Seconds]!.Value, 300 * 0.91, 300 * 1.09);
        Assert.Equal(Math.Round(60.0 / 55, 4), figures[ClientFigure.CallsPerLifetime]);
        Assert.Equal(0, figures[ClientFigure.UncachedRate]);
    }

    [Fact]
    public void A_client_that_keeps_no_session_is_uncached()
    {
        for (int call = 0; call < 100; call++)
        {
            _seen.See(Guid.NewGuid(), 1, call * 1000, session: TimeSpan.FromMinutes(15));
        }

        _seen.Tell(100_000);

        ClientFigures figures = _seen.ReportAt(100_000).Figures;
        Assert.Equal(1, figures[ClientFigure.UncachedRate]);
        Assert.Equal(900, figures[ClientFigure.CallsPerLifetime]);
        Assert.Equal(100, Calls("assumerole"));
    }

    [Fact]
    public void Sessions_for_something_else_are_no_refresh_and_late_ones_have_a_negative_lead()
    {
        _seen.See(Guid.NewGuid(), 1, 0, session: TimeSpan.FromMinutes(15), fingerprint: 1)
            .See(Guid.NewGuid(), 1, 1000, session: TimeSpan.FromMinutes(15), fingerprint: 2)
            .See(Guid.NewGuid(), 1, 16 * Minute, session: TimeSpan.FromMinutes(15), fingerprint: 1)
            .Tell(17 * Minute);

        ClientGroupReport report = _seen.ReportAt(17 * Minute);
        Assert.Equal(1, report.Figures[ClientFigure.Refreshes]);
        Assert.InRange(report.Figures[ClientFigure.RefreshLeadP50Seconds]!.Value, -66, -54);
        Assert.Equal(1, report.RefreshesByLifeLeft[0]);
    }

    [Fact]
    public void A_herd_that_renews_in_one_second_is_told_by_its_peak()
    {
        for (int client = 0; client < 100; client++)
        {
            _seen.See(Guid.NewGuid(), 1, client * 10, session: TimeSpan.FromMinutes(15), principal: $"client {client}");
            _seen.See(Guid.NewGuid(), 1, (14 * Minute) + client, session: TimeSpan.FromMinutes(15), principal: $"client {client}");
            _seen.See(Guid.NewGuid(), 1, (28 * Minute) + client, session: TimeSpan.FromMinutes(15), principal: $"client {client}");
        }

        _seen.Tell(29 * Minute);

        Assert.InRange(_seen.FigureAt(29 * Minute, ClientFigure.RefreshHerd)!.Value, 200, 500);
        Assert.Equal(100, _seen.FigureAt(29 * Minute, ClientFigure.Clients));
    }

    [Fact]
    public void Calls_per_hour_are_those_of_the_busiest_hour_of_one_client()
    {
        for (int call = 0; call < 6; call++)
        {
            _seen.See(Guid.NewGuid(), 1, call * 30 * Minute, principal: "one", operation: "AssumeRole");
            _seen.See(Guid.NewGuid(), 1, call * 90 * Minute, principal: "another", operation: "AssumeRole");
        }

        _seen.Tell(600 * Minute);

        Assert.Equal(2, Calls("assumerole"));
    }

    [Fact]
    public void A_client_that_falls_silent_after_a_failure_while_others_go_on_has_vanished()
    {
        _seen.See(Guid.NewGuid(), 1, 0, "AccessDenied", principal: "gone").See(Guid.NewGuid(), 1, 0, principal: "content")
            .See(Guid.NewGuid(), 1, 2 * Minute, principal: "other").Tell(2 * Minute);

        Assert.Equal(1, _seen.FigureAt(2 * Minute, ClientFigure.Vanished));
    }

    [Fact]
    public void A_client_that_comes_back_under_another_name_has_reappeared()
    {
        _seen.See(Guid.NewGuid(), 1, 0, "AccessDenied", principal: "role/a").See(Guid.NewGuid(), 1, 1000, principal: "role/b").Tell(2000);
        Assert.Equal(1, _seen.FigureAt(2000, ClientFigure.Reappeared));

        _seen.See(Guid.NewGuid(), 1, 5000, principal: "role/a").Tell(6000); // it was there all the time
        Assert.Equal(0, _seen.FigureAt(6000, ClientFigure.Reappeared));
    }

    private long Calls(string operation) =>
        _seen.Analysis.Measure(ClientScope.Everything, SeenClients.TicksAt(1e9))!.MostCallsPerHour
            .First(calls => calls.Key.Equals(operation, StringComparison.OrdinalIgnoreCase)).Value;
}
