namespace StsSim.Operations.Authentication;

public sealed class AuthenticationOptions
{
    public AuthenticationMode Mode { get; set; } = AuthenticationMode.Strict;
}
