# Build from the repository's root: docker build -f deploy/docker/loadtests.Dockerfile -t stssim-loadtests .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
# There is no history in the build to take it from.
ARG VERSION=0.1.0-source
RUN dotnet publish loadtests/StsSim.LoadTests -c Release -p:Version=$VERSION -o /app

# Chiselled: no shell, no package manager, and no Python or Node.js either, so of the clients in processes of their own
# only those of the SDK for .NET run in it.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
WORKDIR /app
COPY --from=build /app .
# The runtime's diagnostics want a directory to write to, and pods have none.
ENV DOTNET_EnableDiagnostics=0
# Where a coordinator listens for workers.
EXPOSE 7880
USER $APP_UID
ENTRYPOINT ["dotnet", "StsSim.LoadTests.dll"]
