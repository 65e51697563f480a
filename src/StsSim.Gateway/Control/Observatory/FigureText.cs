using System.Globalization;
using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Gateway.Control.Observatory;

/// <summary>Figures as people read them, whatever their language.</summary>
internal static class FigureText
{
    /// <summary>In place of a figure that does not exist.</summary>
    public const string None = "–";

    /// <summary>A figure with its unit.</summary>
    public static string Of(ClientFigures figures, ClientFigure figure) => figures[figure] is not { } value ? None : figure switch
    {
        ClientFigure.SuccessRate or ClientFigure.GiveUpRate or ClientFigure.Efficiency or ClientFigure.RetriesAtOnce or ClientFigure.UncachedRate => Share(value),
        ClientFigure.Amplification or ClientFigure.WireAmplification or ClientFigure.Jitter or ClientFigure.RetryBurstiness or ClientFigure.Synchronisation
            or ClientFigure.RefreshHerd or ClientFigure.CallsPerLifetime => Ratio(value),
        ClientFigure.OfferedPerSecond or ClientFigure.DemandPerSecond or ClientFigure.GoodputPerSecond => Rate(value),
        ClientFigure.RetryDelayP50Ms or ClientFigure.RetryDelayP99Ms => Delay(value),
        ClientFigure.TimeToRecoverSeconds when value == 0 => "at once",
        ClientFigure.TimeToRecoverSeconds or ClientFigure.RefreshLeadP50Seconds => Delay(value * 1000),
        _ => Count(value),
    };

    /// <summary>As the JSON has it.</summary>
    public static string Exactly(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? None;

    public static string Count(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Ratio(double value) => value.ToString("#,0.00", CultureInfo.InvariantCulture);

    public static string Rate(double value) => value.ToString(value < 10 ? "0.##" : "#,0.#", CultureInfo.InvariantCulture) + "/s";

    public static string Share(double value) => value switch
    {
        // Neither is so unless it is all or none of them.
        > 0.999 and < 1 => ">99.9%",
        > 0 and < 0.001 => "<0.1%",
        _ => (100 * value).ToString("0.#", CultureInfo.InvariantCulture) + "%",
    };

    public static string Delay(double milliseconds) => Math.Abs(milliseconds) switch
    {
        < 10 => milliseconds.ToString("0.#", CultureInfo.InvariantCulture) + " ms",
        < 1000 => milliseconds.ToString("0", CultureInfo.InvariantCulture) + " ms",
        < 10_000 => (milliseconds / 1000).ToString("0.##", CultureInfo.InvariantCulture) + " s",
        _ => (milliseconds / 1000).ToString("#,0.#", CultureInfo.InvariantCulture) + " s",
    };

    /// <summary>A number of things, e.g. <c>1 call</c> and <c>1,200 calls</c>.</summary>
    public static string Things(double count, string one, string? several = null) => $"{Count(count)} {(count == 1 ? one : several ?? $"{one}s")}";
}
