# Nothing is written to the home of the user.
export HOME="$PWD/home"
mkdir -p "$HOME"
m365 login --authType secret --secret any-secret \
  --appId d310d35d-72ec-47dd-92f2-fb9c40936555 --tenant 0a6ee24f-b1d0-4a33-8f73-bc6a92f7e4e0
