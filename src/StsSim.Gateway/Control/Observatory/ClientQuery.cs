using System.Globalization;
using Microsoft.AspNetCore.Http;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Iam.Identities;
using StsSim.Operations.Worlds;

namespace StsSim.Gateway.Control.Observatory;

/// <summary>Reads what a query string asks of the observatory, and notes what makes no sense.</summary>
internal sealed class ClientQuery(HttpRequest request)
{
    private readonly List<WorldFileError> _errors = [];

    /// <summary>Writes the problem where something made no sense; returns whether it did.</summary>
    public async Task<bool> RefuseAsync(HttpResponse response)
    {
        if (_errors.Count > 0)
        {
            await Problem.Invalid(_errors).WriteAsync(response);
        }

        return _errors.Count > 0;
    }

    /// <summary>The account asked for, or <see langword="null"/> for all.</summary>
    public string? Account()
    {
        string? account = request.Query["account"];
        if (account is not null && !AccountId.TryParse(account, out _))
        {
            _errors.Add(new WorldFileError("account", "must be an account's id, of twelve digits"));
        }

        return account;
    }

    /// <summary>The experiment, and the phase of it, or everything.</summary>
    public ClientScope Scope()
    {
        string? experiment = request.Query["experiment"];
        int? phase = Whole("phase", 0, int.MaxValue);
        if (phase is not null && experiment is null)
        {
            _errors.Add(new WorldFileError("phase", "is the number of a phase, from 0, of the experiment that has to be named beside it"));
        }

        return new ClientScope(experiment, phase);
    }

    public ReportFormat Format()
    {
        string? format = request.Query["format"];
        if (format is not (null or "html" or "json"))
        {
            _errors.Add(new WorldFileError("format", "is html or json"));
        }

        bool prefersHtml = request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
        return format == "html" || (format is null && prefersHtml) ? ReportFormat.Html : ReportFormat.Json;
    }

    public bool Flag(string name)
    {
        string? text = request.Query[name];
        if (text is null)
        {
            return false;
        }

        if (!bool.TryParse(text, out bool flag))
        {
            _errors.Add(new WorldFileError(name, "is true or false"));
        }

        return flag;
    }

    public int? Whole(string name, int least, int most)
    {
        string? text = request.Query[name];
        if (text is null)
        {
            return null;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || number < least || number > most)
        {
            _errors.Add(new WorldFileError(name, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}")));
            return null;
        }

        return number;
    }
}
