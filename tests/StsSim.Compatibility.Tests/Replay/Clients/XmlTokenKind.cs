namespace StsSim.Compatibility.Tests.Replay.Clients;

internal enum XmlTokenKind
{
    StartElement,
    EndElement,
    Text,
    CData,
    Comment,
    Instruction,
}
