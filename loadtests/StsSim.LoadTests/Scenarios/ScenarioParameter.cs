namespace StsSim.LoadTests.Scenarios;

/// <summary>A number that changes what a scenario does.</summary>
/// <param name="Name">As <c>--set NAME=VALUE</c> and the settings file spell it.</param>
/// <param name="Default">What it is where nobody says.</param>
/// <param name="Meaning">One clause, with the unit.</param>
/// <param name="Least">The smallest that makes sense.</param>
/// <param name="Most">The greatest.</param>
internal sealed record ScenarioParameter(string Name, double Default, string Meaning, double Least, double Most);
