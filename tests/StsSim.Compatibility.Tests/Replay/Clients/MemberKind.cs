namespace StsSim.Compatibility.Tests.Replay.Clients;

internal enum MemberKind
{
    Text,
    Integer,
    Timestamp,
    Structure,
}
