namespace StsSim.Compatibility.Tests.Clients;

/// <summary>A refusal as a client shows it to its program.</summary>
/// <param name="ErrorType">The name of the class the client raised, without its namespace.</param>
/// <param name="Code">The error code as the client tells it.</param>
/// <param name="HttpStatus"><see langword="null"/> where the client does not tell it.</param>
/// <param name="Attempts">How often the client tried, or <see langword="null"/> where it does not tell.</param>
public sealed record ClientError(string ErrorType, string Code, string Message, int? HttpStatus, int? Attempts);
